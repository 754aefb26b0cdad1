/* What a batch has done, kept in a file as lines of JSON, so that a run that was stopped, killed
 * even, goes on where it was. */
#pragma once

#include "cli-batch.h"

G_BEGIN_DECLS

/* Begins as zeros, but for `argv`: a copy of the command line as it was typed. */
struct _VanityBatchOptions
{
  gboolean json; /* a line of JSON a photo, whether it succeeded or failed */
  char *log;     /* where the lines go instead of standard output; or NULL */
  gboolean resume;
  char **argv;
};

void vanity_batch_options_clear (VanityBatchOptions *options);
/* Once everything is read: --log implies --json. FALSE after a line that says what is wrong. */
gboolean vanity_batch_options_parse (VanityBatchOptions *options);

#define VANITY_BATCH_LOG_ENTRIES(options)                                                          \
  { "log",                                                                                         \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(options)->log,                                                                               \
    N_ ("Write the lines of JSON to this file instead"),                                           \
    N_ ("FILE.jsonl") },                                                                           \
  {                                                                                                \
    "resume", 0, 0, G_OPTION_ARG_NONE, &(options)->resume,                                         \
        N_ ("Go on with --log: leave out what it says is done, in the same way and of the same "   \
            "photo"),                                                                              \
        NULL                                                                                       \
  }

/* Opens the log that is asked for; none, with `*log` NULL, where none is. A last line that was cut
 * off is dropped. The file is locked for this run. FALSE with `*status` after a line that says what
 * is wrong: a file that is there without --resume, that another run writes to, or that is no log.
 */
gboolean vanity_batch_log_open (const VanityBatchOptions *options, const VanityBatch *batch,
                                VanityBatchLog **log, VanityExit *status);
void vanity_batch_log_free (VanityBatchLog *log);

/* Whether the photo was done before: by the same order, the photo as it is, its result there. */
gboolean vanity_batch_log_has (VanityBatchLog *log, const VanityBatchItem *item);

/* Adds a line, flushed to the disk. `ok` tells whether the photo is done or has an error. */
gboolean vanity_batch_log_add (VanityBatchLog *log, const VanityBatchItem *item, gboolean ok,
                               GError **error);

/* The line of a photo that failed, for standard output. */
char *vanity_batch_dup_failure (const VanityBatchItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBatchLog, vanity_batch_log_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityBatchOptions, vanity_batch_options_clear)

G_END_DECLS
