# Node 24 on Debian 13, as `engines` in package.json asks.
FROM node:24-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Scripts at install time fetch and build things; nothing that runs here needs one.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
# What runs models for meaning and speech, and reads words over photos, 420 MB: docker build --build-arg POSKO_MODELS=on
ARG POSKO_MODELS=off
RUN test "$POSKO_MODELS" = off || { NPM_CONFIG_OMIT=dev npm run add:models && npm cache clean --force; }
# Of natural only a stemmer is loaded; a WordNet and drivers of databases that it brings along stay out.
COPY deploy/unused-packages ./
RUN cd node_modules && xargs rm -r < ../unused-packages

FROM node:24-trixie-slim
# mythes-id tells the matcher which words mean the same.
# Text in pictures is read without tesseract-ocr as well; with it, faster and outside of Posko's memory.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ffmpeg fonts-dejavu-core libchromaprint-tools mythes-id tesseract-ocr tesseract-ocr-ind tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
# Fewer arenas of the allocator take less memory at rest.
ENV NODE_ENV=production POSKO_DATA=/data POSKO_HOST=0.0.0.0 MALLOC_ARENA_MAX=1
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY flows flows
COPY locales locales
# docker compose exec posko deploy/backup FOLDER
COPY deploy/backup deploy/posko deploy/
RUN mkdir /data /backups && chown node:node /data /backups
RUN mkdir -p node_modules/.cache && chown node:node node_modules/.cache
USER node
# A first start keeps compiled sources in the image, which later ones need not compile again.
RUN POSKO_DATA=/tmp/first timeout 30 deploy/posko start || test $? = 124 && rm -r /tmp/first
VOLUME /data
EXPOSE 8080
HEALTHCHECK --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.POSKO_PORT || 8080}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# tini passes SIGTERM on; Posko then has 25 seconds to finish what it is doing.
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "node", "--disable-warning=ExperimentalWarning", "--import", "./src/check-node.js", "--max-semi-space-size=4", "--heap-growing-percent=20", "--no-allocation-site-pretenuring", "--expose-gc", "src/main.ts"]
CMD ["start"]
