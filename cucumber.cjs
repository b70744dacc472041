/** For spec authors: `npx cucumber-js` runs the features on the reference devices, straight from TypeScript. */
module.exports = {
  default: {
    paths: ['features/**/*.feature'],
    requireModule: ['ts-node/register/transpile-only'],
    require: ['steps/**/!(*.test).ts'],
    format: ['progress'],
    strict: true,
  },
};
