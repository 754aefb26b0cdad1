/* What the commands of vanity-train have in common on their command lines. */
#pragma once

#include "cli.h"
#include "train/trainer.h"

G_BEGIN_DECLS

typedef struct
{
  /* As given, or NULL. */
  char *epochs_text, *seed_text;
  char *out, *checkpoint, *log;
  gboolean resume;
  /* What they say. */
  int epochs;
  guint64 *seeds;
  int n_seeds;
  char *go_on; /* the command line that goes on after a stop, or NULL without a checkpoint */
} VanityTrainOptions;

/* Entries of a GOptionEntry table; `epochs` and `seed` are sentences with their defaults. */
#define VANITY_TRAIN_ENTRIES(options, epochs_help, seed_help)                                      \
  { "epochs", 'e', 0, G_OPTION_ARG_STRING, &(options)->epochs_text, epochs_help, "N" },            \
      { "seed", 's', 0, G_OPTION_ARG_STRING, &(options)->seed_text, seed_help, "S" },              \
      { "out",      'o', 0, G_OPTION_ARG_FILENAME, &(options)->out, "Where to save the network",   \
        "FILE.onnx" },                                                                             \
      { "checkpoint",                                                                              \
        'c',                                                                                       \
        0,                                                                                         \
        G_OPTION_ARG_FILENAME,                                                                     \
        &(options)->checkpoint,                                                                    \
        "Where to keep all that changes, after each epoch and when stopped",                       \
        "FILE" },                                                                                  \
      { "resume",                                                                                  \
        'r',                                                                                       \
        0,                                                                                         \
        G_OPTION_ARG_NONE,                                                                         \
        &(options)->resume,                                                                        \
        "Go on where the checkpoint was kept, to the bit",                                         \
        NULL },                                                                                    \
  {                                                                                                \
    "log", 'l', 0, G_OPTION_ARG_FILENAME, &(options)->log,                                         \
        "Where to write what is learnt, a line for every 100 steps", "FILE.csv"                    \
  }

/* Parses a command line of such entries and one file or folder, which goes to `path`: `parameter`
 * stands for it, and `missing` asks for it. `epochs` and the
 * seed 1 are the defaults; several seeds, with commas between, are allowed if `several`, and then
 * no checkpoint and no log. FALSE when the program must end at once with `*status`, as
 * vanity_cli_parse () says, or when the folder of a file to write is not there. */
gboolean vanity_train_parse (VanityTrainOptions *options, int argc, char **argv,
                             const char *parameter, const char *missing, const char *summary,
                             const GOptionEntry *entries, int epochs, gboolean several, char **path,
                             VanityExit *status);
/* What of them a trainer needs: what is left is `step` and `epoch` with their data, and what is in
 * the checkpoint, which is NULL where none is to be kept. */
VanityTrainerOptions vanity_train_get_trainer (const VanityTrainOptions *options,
                                               VanityBatches *batches, const char *const *columns,
                                               VanityCheckpoint *checkpoint);
/* The program's exit status; what failed is said on standard error. 130 after a stop, as of a
 * program that a signal ended. */
int vanity_train_end (VanityTrainerResult result, const GError *error);
void vanity_train_options_clear (VanityTrainOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityTrainOptions, vanity_train_options_clear)

G_END_DECLS
