# Vedette in a container; see "Docker" in docs/operations.md. Build the jar first: ./mvnw -q package -DskipTests
# From source alone: docker build -f Dockerfile.source -t vedette .
ARG JAVA=25
FROM eclipse-temurin:${JAVA}-jre-noble

LABEL org.opencontainers.image.title="Vedette" \
    org.opencontainers.image.description="Health checks and alert routing on Apache Camel" \
    org.opencontainers.image.licenses="Apache-2.0"

RUN groupadd --system --gid 10001 vedette \
    && useradd --system --uid 10001 --gid vedette --home-dir /var/lib/vedette --shell /usr/sbin/nologin vedette \
    && install -d -o root -g vedette -m 0750 /etc/vedette /etc/vedette/routes \
    && install -d -o vedette -g vedette -m 0750 /var/lib/vedette

COPY --chown=root:vedette src/deb/root/etc/vedette /etc/vedette
COPY --chown=root:vedette routes/targets.yaml /etc/vedette/routes/
COPY application.properties routes/checks.yaml /usr/share/doc/vedette/examples/
COPY target/vedette.jar /usr/share/vedette/vedette.jar

# What Java finds out at a start, kept: half the time of every later one. With the options of the entry point, which it is made for.
RUN java -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:+UseCompactObjectHeaders \
    -jar /usr/share/vedette/vedette.jar warm --out /usr/share/vedette/vedette.jsa

# By number, so that Kubernetes sees that it is not root (runAsNonRoot).
USER 10001:10001
WORKDIR /etc/vedette
VOLUME ["/var/lib/vedette"]
EXPOSE 3002

# Within the container 127.0.0.1 would be reached by nobody. Without a user and password, tokens or vedette.http.open=true
# this is refused at start, with a message that says so.
ENV VEDETTE_HTTP_HOST=0.0.0.0

# /health/live never asks for a password. bash speaks HTTP here, as the image has no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${VEDETTE_HTTP_PORT:-3002} && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

# The container is the limit: three quarters of its memory for the heap, which begins small, and an end when that is not enough. Options of your own:
# JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/usr/share/vedette/vedette.jsa", "-Xlog:cds*=off", "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseCompactObjectHeaders", "-Xms32m", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", "/usr/share/vedette/vedette.jar"]
CMD ["run", "--config", "/etc/vedette/application.properties"]
