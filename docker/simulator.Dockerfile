# The simulator: built with Nx, only its runtime packages, not root. Build from the root of the repository:
#   docker build -f docker/simulator.Dockerfile -t datacare-simulator .
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
RUN npx nx run @datacare/simulator:build

FROM ${NODE_IMAGE} AS packages
WORKDIR /srv
COPY --from=manifests /manifests ./
RUN npm ci --omit=dev --no-audit --no-fund --workspace @datacare/simulator \
  && rm -rf /root/.npm

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /srv
COPY --from=packages /srv ./
COPY --from=build /w/apps/simulator/dist apps/simulator/dist
# Whoever reaches it can write as any customer: publish its port to those people only.
ENV SIMULATOR_HOST=0.0.0.0 SIMULATOR_PORT=3900
EXPOSE 3900
USER node
CMD ["node", "--enable-source-maps", "apps/simulator/dist/main.js"]
