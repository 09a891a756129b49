// The program `legomena`: one file per command beside this one.
#include <CLI/CLI.hpp>
#include <csignal>

#include "cli/command.h"

int main(int argc, char** argv) {
  CLI::App app{"Legomena reads news and keeps the ledger: who says what, who did what to whom, by whose word."};
  app.set_version_flag("--version", LEGOMENA_VERSION);
  app.require_subcommand(1);
  int exit = legomena::kDone;
  legomena::addCode(app, exit);
  legomena::addView(app, exit);
  legomena::addExplain(app, exit);
  legomena::addInspect(app, exit);
  legomena::addVerify(app, exit);
  legomena::addEval(app, exit);
  legomena::addRules(app, exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? legomena::kDone : legomena::kWrongUse;
  }
  return exit;
}
