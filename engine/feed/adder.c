#include "feed/adder.h"

#include "base/error.h"

#define MAX_WAITING 2 /* batches */

typedef struct
{
  VanityShade *shade;
  gint64 line;
} Entry;

typedef struct
{
  GArray *entries;
  gint64 offset;
} Batch;

/* What the catalogue says of one shade. */
typedef struct
{
  VanityFeedRule rule;
  gint64 line;
  char *text;
} Saying;

typedef struct
{
  gint64 added, merged, unchanged, colorless;
} Counts;

struct _VanityFeedAdder
{
  VanityCatalogue *catalogue;
  const char *fingerprint;
  gboolean dry_run;
  Batch *batch; /* at hand, of the thread that reads */
  GThread *thread;

  GMutex mutex;
  GCond changed;
  GQueue waiting; /* Batch */
  gboolean ends;
  GError *error;
  Counts counts; /* of what is kept */
  GArray *sayings;
};

static void
clear_entry (gpointer data)
{
  vanity_shade_unref (((Entry *)data)->shade);
}

static void
clear_saying (gpointer data)
{
  g_free (((Saying *)data)->text);
}

static Batch *
batch_new (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (batch->entries, clear_entry);
  return batch;
}

static void
batch_free (Batch *batch)
{
  g_array_unref (batch->entries);
  g_free (batch);
}

static void
say (GArray *sayings, VanityFeedRule rule, gint64 line, const char *text)
{
  Saying saying = { rule, line, g_strdup (text) };

  g_array_append_val (sayings, saying);
}

static gboolean
add_entry (VanityFeedAdder *adder, const Entry *entry, Counts *counts, GArray *sayings,
           GError **error)
{
  VanityAddOutcome outcome;
  GError *cause = NULL;

  if (!vanity_catalogue_add (adder->catalogue, entry->shade, &outcome, &cause))
    {
      if (!g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_VALUE))
        {
          g_propagate_error (error, cause);
          return FALSE;
        }
      say (sayings, VANITY_FEED_RULE_CATALOGUE, entry->line, cause->message);
      g_error_free (cause);
      return TRUE;
    }
  if (outcome == VANITY_ADD_GTIN_TAKEN)
    say (sayings, VANITY_FEED_RULE_GTIN_TAKEN, entry->line, entry->shade->gtin);
  counts->added += outcome == VANITY_ADD_ADDED || outcome == VANITY_ADD_GTIN_TAKEN;
  counts->merged += outcome == VANITY_ADD_MERGED;
  counts->unchanged += outcome == VANITY_ADD_UNCHANGED;
  counts->colorless += !entry->shade->has_color;
  return TRUE;
}

/* All of a batch or nothing of it. A dry run's only batch is never kept. */
static gboolean
keep_batch (VanityFeedAdder *adder, const Batch *batch, gboolean *open, GError **error)
{
  Counts counts = { 0 };
  g_autoptr (GArray) sayings = g_array_new (FALSE, FALSE, sizeof (Saying));
  gboolean good = *open || vanity_catalogue_begin (adder->catalogue, error);

  g_array_set_clear_func (sayings, clear_saying);
  *open = good;
  for (guint i = 0; good && i < batch->entries->len; i++)
    good = add_entry (adder, &g_array_index (batch->entries, Entry, i), &counts, sayings, error);
  if (good && !adder->dry_run)
    good = vanity_catalogue_set_progress (adder->catalogue, adder->fingerprint, batch->offset,
                                          error);
  if (!good && *open)
    vanity_catalogue_rollback (adder->catalogue);
  /* A commit that fails has undone the batch itself. */
  else if (good && !adder->dry_run)
    good = vanity_catalogue_commit (adder->catalogue, error);
  *open = good && adder->dry_run;
  if (!good)
    return FALSE;
  g_mutex_lock (&adder->mutex);
  adder->counts.added += counts.added;
  adder->counts.merged += counts.merged;
  adder->counts.unchanged += counts.unchanged;
  adder->counts.colorless += counts.colorless;
  for (guint i = 0; i < sayings->len; i++)
    {
      const Saying *saying = &g_array_index (sayings, Saying, i);
      say (adder->sayings, saying->rule, saying->line, saying->text);
    }
  g_mutex_unlock (&adder->mutex);
  return TRUE;
}

static gpointer
work (gpointer data)
{
  VanityFeedAdder *adder = data;
  gboolean open = FALSE;

  g_mutex_lock (&adder->mutex);
  while (TRUE)
    {
      Batch *batch = g_queue_peek_head (&adder->waiting);

      if (!batch && adder->ends)
        break;
      if (!batch)
        {
          g_cond_wait (&adder->changed, &adder->mutex);
          continue;
        }
      if (!adder->error)
        {
          GError *error = NULL;

          g_mutex_unlock (&adder->mutex);
          keep_batch (adder, batch, &open, &error);
          g_mutex_lock (&adder->mutex);
          adder->error = error;
        }
      g_queue_pop_head (&adder->waiting);
      batch_free (batch);
      g_cond_broadcast (&adder->changed);
    }
  g_mutex_unlock (&adder->mutex);
  if (open)
    vanity_catalogue_rollback (adder->catalogue);
  return NULL;
}

VanityFeedAdder *
vanity_feed_adder_new (VanityCatalogue *catalogue, const char *fingerprint, gboolean dry_run)
{
  VanityFeedAdder *adder = g_new0 (VanityFeedAdder, 1);

  adder->catalogue = catalogue;
  adder->fingerprint = fingerprint;
  adder->dry_run = dry_run;
  adder->batch = batch_new ();
  g_mutex_init (&adder->mutex);
  g_cond_init (&adder->changed);
  g_queue_init (&adder->waiting);
  adder->sayings = g_array_new (FALSE, FALSE, sizeof (Saying));
  g_array_set_clear_func (adder->sayings, clear_saying);
  adder->thread = g_thread_new ("feed-adder", work, adder);
  return adder;
}

void
vanity_feed_adder_put (VanityFeedAdder *adder, VanityShade *shade, gint64 line)
{
  Entry entry = { shade, line };

  g_array_append_val (adder->batch->entries, entry);
}

guint
vanity_feed_adder_count (VanityFeedAdder *adder)
{
  return adder->batch->entries->len;
}

gboolean
vanity_feed_adder_end_batch (VanityFeedAdder *adder, gint64 offset)
{
  gboolean good;

  adder->batch->offset = offset;
  g_mutex_lock (&adder->mutex);
  while (adder->waiting.length >= MAX_WAITING)
    g_cond_wait (&adder->changed, &adder->mutex);
  g_queue_push_tail (&adder->waiting, adder->batch);
  g_cond_broadcast (&adder->changed);
  good = adder->error == NULL;
  g_mutex_unlock (&adder->mutex);
  adder->batch = batch_new ();
  return good;
}

static void
tell (const VanityFeedAdder *adder, VanityFeedReport *report)
{
  const Counts *counts = &adder->counts;

  report->added += counts->added;
  report->merged += counts->merged;
  report->unchanged += counts->unchanged;
  report->colorless += counts->colorless;
  report->rows += counts->added + counts->merged + counts->unchanged;
  for (guint i = 0; i < adder->sayings->len; i++)
    {
      const Saying *saying = &g_array_index (adder->sayings, Saying, i);

      if (saying->rule == VANITY_FEED_RULE_CATALOGUE)
        vanity_feed_report_refuse (report, saying->rule, saying->line, "", saying->text);
      else
        vanity_feed_report_note (report, saying->rule, saying->line, "", saying->text);
    }
}

gboolean
vanity_feed_adder_finish (VanityFeedAdder *adder, VanityFeedReport *report, GError **error)
{
  GError *cause;

  g_mutex_lock (&adder->mutex);
  adder->ends = TRUE;
  g_cond_broadcast (&adder->changed);
  g_mutex_unlock (&adder->mutex);
  g_thread_join (adder->thread);
  tell (adder, report);
  cause = adder->error;
  batch_free (adder->batch);
  g_array_unref (adder->sayings);
  g_mutex_clear (&adder->mutex);
  g_cond_clear (&adder->changed);
  g_free (adder);
  if (cause)
    g_propagate_error (error, cause);
  return cause == NULL;
}
