#include "base/job.h"

/* Long jobs (a photo being read) must not hold up short ones (a slider's frame), so there are more
 * threads than cores; the heavy loops inside share the pool of parallel.h anyway. */
#define N_THREADS 6

struct _VanityJob
{
  GObject parent_instance;

  VanityJobSlot *slot; /* main context only; NULL once the owner has lost interest */
  guint64 generation;
  GMainContext *context;
  GCancellable *cancellable;

  VanityJobFunc func;
  VanityJobItemFunc item;
  VanityJobDoneFunc done;
  gpointer user_data;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;

  gpointer result;
  GError *error;

  GMutex mutex; /* over `progress` and `progress_queued` */
  double progress;
  gboolean progress_queued;
};

typedef struct
{
  VanityJob *job;
  gpointer item;
} Report;

enum
{
  PROP_0,
  PROP_PROGRESS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityJob, vanity_job, G_TYPE_OBJECT)

/* Whether the owner still waits for this job. Main context only. */
static gboolean
is_current (VanityJob *self)
{
  return self->slot != NULL && self->slot->job == self
         && self->slot->generation == self->generation;
}

static gboolean
finish_on_main (gpointer user_data)
{
  VanityJob *self = user_data;

  if (is_current (self))
    {
      g_autoptr (GError) error = g_steal_pointer (&self->error);
      gpointer result = g_steal_pointer (&self->result);
      VanityJobSlot *slot = g_steal_pointer (&self->slot);

      /* The slot is free before the owner hears of it, so that it can start the next job. */
      slot->job = NULL;
      self->done (result, error, self->user_data);
      g_object_unref (self);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
report_on_main (gpointer user_data)
{
  Report *report = user_data;

  if (is_current (report->job) && report->job->item != NULL)
    report->job->item (report->item, report->job->user_data);

  return G_SOURCE_REMOVE;
}

static void
report_free (gpointer user_data)
{
  Report *report = user_data;

  if (report->job->free_result != NULL && report->item != NULL)
    report->job->free_result (report->item);
  g_object_unref (report->job);
  g_free (report);
}

static gboolean
notify_on_main (gpointer user_data)
{
  VanityJob *self = user_data;

  g_mutex_lock (&self->mutex);
  self->progress_queued = FALSE;
  g_mutex_unlock (&self->mutex);

  if (is_current (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);

  return G_SOURCE_REMOVE;
}

/* All three kinds of message share one priority, which keeps them in order. */
static void
invoke (VanityJob *self, GSourceFunc func, gpointer data, GDestroyNotify free_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, free_data);
  g_source_set_static_name (source, "[vanity] job");
  g_source_attach (source, self->context);
}

static void
run_on_thread (gpointer data, gpointer user_data)
{
  VanityJob *self = data;

  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    self->result = self->func (self, self->data, &self->error);

  /* The thread's reference goes along and is dropped on the main context. */
  invoke (self, finish_on_main, self, g_object_unref);
}

static GThreadPool *
get_threads (void)
{
  static gsize threads;

  if (g_once_init_enter (&threads))
    g_once_init_leave (&threads,
                       (gsize)g_thread_pool_new (run_on_thread, NULL, N_THREADS, FALSE, NULL));

  return (GThreadPool *)threads;
}

VanityJob *
vanity_job_slot_start (VanityJobSlot *slot, VanityJobFunc func, gpointer data,
                       GDestroyNotify free_data, GDestroyNotify free_result, VanityJobItemFunc item,
                       VanityJobDoneFunc done, gpointer user_data)
{
  VanityJob *self = g_object_new (VANITY_TYPE_JOB, NULL);

  vanity_job_slot_clear (slot);

  self->context = g_main_context_ref_thread_default ();
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->free_result = free_result;
  self->item = item;
  self->done = done;
  self->user_data = user_data;
  self->slot = slot;
  self->generation = ++slot->generation;
  slot->job = self;

  g_thread_pool_push (get_threads (), g_object_ref (self), NULL);

  return self;
}

void
vanity_job_slot_clear (VanityJobSlot *slot)
{
  g_autoptr (VanityJob) job = g_steal_pointer (&slot->job);

  if (job == NULL)
    return;

  job->slot = NULL;
  g_cancellable_cancel (job->cancellable);
}

void
vanity_job_cancel (VanityJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

GCancellable *
vanity_job_get_cancellable (VanityJob *self)
{
  return self->cancellable;
}

double
vanity_job_get_progress (VanityJob *self)
{
  double progress;

  g_mutex_lock (&self->mutex);
  progress = self->progress;
  g_mutex_unlock (&self->mutex);

  return progress;
}

void
vanity_job_set_progress (VanityJob *self, double progress)
{
  gboolean queue;

  g_mutex_lock (&self->mutex);
  self->progress = CLAMP (progress, 0.0, 1.0);
  queue = !self->progress_queued;
  self->progress_queued = TRUE;
  g_mutex_unlock (&self->mutex);

  if (queue)
    invoke (self, notify_on_main, g_object_ref (self), g_object_unref);
}

void
vanity_job_report (VanityJob *self, gpointer item)
{
  Report *report = g_new (Report, 1);

  report->job = g_object_ref (self);
  report->item = item;
  invoke (self, report_on_main, report, report_free);
}

static void
vanity_job_finalize (GObject *object)
{
  VanityJob *self = VANITY_JOB (object);

  if (self->free_data != NULL && self->data != NULL)
    self->free_data (self->data);
  if (self->free_result != NULL && self->result != NULL)
    self->free_result (self->result);

  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (vanity_job_parent_class)->finalize (object);
}

static void
vanity_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, vanity_job_get_progress (VANITY_JOB (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_job_class_init (VanityJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vanity_job_finalize;
  object_class->get_property = vanity_job_get_property;

  properties[PROP_PROGRESS]
      = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vanity_job_init (VanityJob *self)
{
  g_mutex_init (&self->mutex);
  self->cancellable = g_cancellable_new ();
}
