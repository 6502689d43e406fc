# The api: built with Nx, only its runtime packages, not root. Build from the root of the repository:
#   docker build -f docker/api.Dockerfile -t datacare-api .
ARG NODE_IMAGE=node:24-bookworm-slim

# Only what npm ci reads, so that a change of code does not install anew.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /w
COPY . .
RUN mkdir /manifests \
  && cp --parents package.json package-lock.json .npmrc apps/*/package.json libs/*/package.json database/package.json /manifests/

FROM ${NODE_IMAGE} AS build
WORKDIR /w
COPY --from=manifests /manifests ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx nx run @datacare/api:build

FROM ${NODE_IMAGE} AS packages
WORKDIR /srv
COPY --from=manifests /manifests ./
RUN npm ci --omit=dev --no-audit --no-fund --workspace @datacare/api \
  && rm -rf /root/.npm

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /srv
RUN mkdir -p /var/lib/datacare/media && chown -R node:node /var/lib/datacare
COPY --from=packages /srv ./
COPY --from=build /w/apps/api/dist apps/api/dist
ENV HOST=0.0.0.0 PORT=3000 MEDIA_DIR=/var/lib/datacare/media
EXPOSE 3000
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
