/* Work that runs beside the main loop: on a thread of its own, with progress, partial results and
 * cancellation, and answers that never come too late.
 *
 * A job belongs to a slot, the place in its owner where the answer is wanted. Starting another job
 * in the slot, or clearing it, cancels the one before and drops whatever it still says: once
 * vanity_job_slot_clear () has returned, no callback of the slot's jobs runs any more, so an owner
 * needs no weak references and never sees a stale answer. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_TYPE_JOB (vanity_job_get_type ())
G_DECLARE_FINAL_TYPE (VanityJob, vanity_job, VANITY, JOB, GObject)

/* The work, on a worker thread. Returns the result (freed with the job's `free_result`), or NULL:
 * with `error` set when it failed, without when there is nothing to return. */
typedef gpointer (*VanityJobFunc) (VanityJob *job, gpointer data, GError **error);

/* A partial result, on the main context; `item` is freed afterwards with `free_result`. */
typedef void (*VanityJobItemFunc) (gpointer item, gpointer user_data);

/* The end, on the main context. Takes `result` over. On failure `result` is NULL and `error` is
 * set; it is also called, with G_IO_ERROR_CANCELLED, for a job stopped by vanity_job_cancel (). */
typedef void (*VanityJobDoneFunc) (gpointer result, const GError *error, gpointer user_data);

typedef struct
{
  VanityJob *job;     /* NULL while nothing runs */
  guint64 generation; /* counts the jobs started here */
} VanityJobSlot;      /* zero-initialised */

/* Starts `func`. `data` is owned by the job and freed, with `free_data`, on the main context.
 * `item` may be NULL. The returned job is owned by the slot. Callbacks come on the caller's
 * thread-default main context. */
VanityJob *vanity_job_slot_start (VanityJobSlot *slot, VanityJobFunc func, gpointer data,
                                  GDestroyNotify free_data, GDestroyNotify free_result,
                                  VanityJobItemFunc item, VanityJobDoneFunc done,
                                  gpointer user_data);

/* Cancels the job and forgets it. */
void vanity_job_slot_clear (VanityJobSlot *slot);

static inline gboolean
vanity_job_slot_is_busy (const VanityJobSlot *slot)
{
  return slot->job != NULL;
}

/* Asks the work to stop; its `done` still comes. */
void vanity_job_cancel (VanityJob *job);

/* For calls inside the work; owned by the job. */
GCancellable *vanity_job_get_cancellable (VanityJob *job);

/* The share done, in [0, 1]; the property "progress" is notified on the main context. Setting is
 * for the work's thread. */
double vanity_job_get_progress (VanityJob *job);
void vanity_job_set_progress (VanityJob *job, double progress);

/* From the work's thread: hands a partial result to the owner, in order, before the end. */
void vanity_job_report (VanityJob *job, gpointer item);

G_END_DECLS
