// A program built by Emscripten sees an environment of its own: GoogleTest asks the real one which part of the tests it runs.
Module['preRun'] = () => Object.assign(ENV, process.env);
