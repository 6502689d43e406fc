# The console as static files behind nginx, which also passes the product's own paths on to the api. Not root.
#   docker build -f docker/console.Dockerfile -t datacare-console .
ARG NODE_IMAGE=node:24-bookworm-slim
ARG NGINX_IMAGE=nginx:1.28-alpine

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
RUN npx nx run @datacare/console:build

FROM ${NGINX_IMAGE}
COPY docker/nginx.conf /etc/nginx/nginx.conf
COPY docker/nginx-site.conf /etc/nginx/datacare/site.conf
COPY --from=build /w/apps/console/dist/browser /usr/share/nginx/html
EXPOSE 8080
USER nginx
HEALTHCHECK --interval=10s --timeout=5s --start-period=5s --retries=3 \
  CMD ["nginx", "-t", "-q"]
CMD ["nginx", "-g", "daemon off;"]
