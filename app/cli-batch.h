/* Photos from the command line, worked through in parallel. */
#pragma once

#include "cli.h"

#include "face/finder.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;   /* the photo */
  char *output; /* where its result goes, or NULL for a batch that writes none */
  char *text;   /* for standard output, set by the batch's function */
  char *note;   /* the same for standard error, when all went well; a sentence, or NULL */
  GError *error;
  gint64 ms; /* what it took */
  gboolean done;
} VanityBatchItem;

typedef struct _VanityBatchLog VanityBatchLog;
typedef struct _VanityBatchOptions VanityBatchOptions;

typedef struct
{
  GPtrArray *items;    /* VanityBatchItem, owned */
  gboolean is_many;    /* several photos or a directory were named */
  gboolean json;       /* a photo that fails has a line of JSON as well */
  VanityBatchLog *log; /* or NULL */
  gboolean by_service; /* another process finds the faces: the batch's function gets no finder */
} VanityBatch;

/* `names` are photos and directories; a directory stands for the photos right in it, by their
 * extension, in the order of their names. `output` is where results go, or NULL for none: a file
 * for one photo, a directory (created) for many or where it is one already. A result keeps its
 * photo's name, with .png in place of an extension that cannot be written. NULL with `*status`
 * after a line that says why: nothing to do, two photos with one result, a photo that would be
 * overwritten. */
VanityBatch *vanity_batch_new (char **names, const char *output, VanityExit *status);
void vanity_batch_free (VanityBatch *batch);

/* Takes what is said of JSON and logs: right before the batch is run, as the log is opened. FALSE
 * with `*status` after a line that says what is wrong. */
gboolean vanity_batch_take_options (VanityBatch *batch, const VanityBatchOptions *options,
                                    VanityExit *status);

/* Whether neither the batch's results nor another one, `beside` them (may be NULL), would be
 * written over `path`. FALSE after a line that says so. */
gboolean vanity_batch_spare (const VanityBatch *batch, const char *path, const char *beside);

/* Turns an interrupt into a cancellation from now on: what it cancels, the same each time. Called
 * before the first thread is made, which would not hold the signals back and so end the program. */
GCancellable *vanity_batch_watch_signals (void);

/* Does one photo, on any thread. The finder is this thread's own, or NULL for a batch by service.
 */
typedef gboolean (*VanityBatchFunc) (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
                                     GCancellable *cancellable, GError **error);

/* Runs `func` on every photo, on as many threads as there are cores and memory allows, but for
 * those that the log has. Texts are printed in the order of the photos, or go to the log as they
 * come; failures to standard error as they come; for many photos a progress bar, on a terminal, and
 * a summary. An interrupt ends the work with nothing half written. */
VanityExit vanity_batch_run (VanityBatch *batch, VanityBatchFunc func, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityBatch, vanity_batch_free)

G_END_DECLS
