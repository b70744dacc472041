# The kit in a container, for a user without rights and with nothing but Node inside.
#   docker build -t pr2-conformance .
#   docker run --rm --init -v "$PWD:/work" -u "$(id -u):$(id -g)" pr2-conformance run --dut pev=ws://192.0.2.7:8080
# For an adapter in another language, begin an image of your own FROM this one, or reach the adapter by ws://.
FROM node:20-slim AS build
WORKDIR /kit
COPY . .
# npm ci also builds; then what only the build and the tests need goes
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /kit
COPY --from=build /kit/package.json ./
COPY --from=build /kit/node_modules ./node_modules
COPY --from=build /kit/dist ./dist
COPY --from=build /kit/schemas ./schemas
COPY --from=build /kit/features ./features
COPY --from=build /kit/profiles ./profiles
COPY --from=build /kit/templates ./templates
COPY --from=build /kit/reports ./reports
COPY --from=build /kit/docs ./docs
COPY --from=build /kit/examples ./examples
RUN chmod +x dist/cli/main.js && ln -s /kit/dist/cli/main.js /usr/local/bin/pr2
WORKDIR /work
USER node
ENTRYPOINT ["pr2"]
CMD ["--help"]
