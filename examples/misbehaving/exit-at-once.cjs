/** Ends before anybody says anything, with exit code 0 and without a word. */
process.exit(0);
