#include "feed/sink.h"

#include "base/error.h"

#define MAX_BATCH 8192 /* shades */
#define MAX_BATCH_TIME (G_USEC_PER_SEC / 2)
#define LOOK_EVERY 256 /* records between two looks at the clock */

struct _VanityFeedSink
{
  VanityCatalogue *catalogue;
  VanityFeedMaker *maker;
  VanityFeedInput *input;
  VanityFeedReport *report;
  const char *fingerprint;
  gint64 resume_after;
  gboolean dry_run;
  GCancellable *cancellable;
  VanityFeedProgress progress;
  gpointer progress_data;

  gint64 n_records;
  gboolean in_batch, failed;
  guint n_in_batch;
  gint64 batch_since;
  /* As of the last batch that was kept. */
  gint64 added, merged, unchanged, colorless, rows;
};

VanityFeedSink *
vanity_feed_sink_new (VanityCatalogue *catalogue, VanityFeedMaker *maker, VanityFeedInput *input,
                      const char *fingerprint, gint64 resume_after, gboolean dry_run,
                      GCancellable *cancellable, VanityFeedProgress progress,
                      gpointer progress_data, VanityFeedReport *report)
{
  VanityFeedSink *sink = g_new0 (VanityFeedSink, 1);

  sink->catalogue = catalogue;
  sink->maker = maker;
  sink->input = input;
  sink->fingerprint = fingerprint;
  sink->resume_after = resume_after;
  sink->dry_run = dry_run;
  sink->cancellable = cancellable;
  sink->progress = progress;
  sink->progress_data = progress_data;
  sink->report = report;
  return sink;
}

/* Rows of a batch that was lost were not kept, whatever was counted. */
static void
roll_back (VanityFeedSink *sink)
{
  VanityFeedReport *report = sink->report;

  if (!sink->in_batch)
    return;
  vanity_catalogue_rollback (sink->catalogue);
  sink->in_batch = FALSE;
  if (sink->dry_run)
    return;
  report->rows -= report->added + report->merged + report->unchanged - sink->added - sink->merged
                  - sink->unchanged;
  report->added = sink->added;
  report->merged = sink->merged;
  report->unchanged = sink->unchanged;
  report->colorless = sink->colorless;
}

void
vanity_feed_sink_free (VanityFeedSink *sink)
{
  if (!sink)
    return;
  roll_back (sink);
  g_free (sink);
}

static gboolean
begin_batch (VanityFeedSink *sink, GError **error)
{
  if (sink->in_batch || !sink->catalogue)
    return TRUE;
  if (!vanity_catalogue_begin (sink->catalogue, error))
    {
      sink->failed = TRUE;
      return FALSE;
    }
  sink->in_batch = TRUE;
  sink->n_in_batch = 0;
  sink->batch_since = g_get_monotonic_time ();
  return TRUE;
}

static gboolean
end_batch (VanityFeedSink *sink, gint64 offset, GError **error)
{
  if (!sink->in_batch || sink->dry_run)
    return TRUE;
  if (!vanity_catalogue_set_progress (sink->catalogue, sink->fingerprint, offset, error)
      || !vanity_catalogue_commit (sink->catalogue, error))
    {
      sink->failed = TRUE;
      roll_back (sink);
      return FALSE;
    }
  sink->in_batch = FALSE;
  sink->added = sink->report->added;
  sink->merged = sink->report->merged;
  sink->unchanged = sink->report->unchanged;
  sink->colorless = sink->report->colorless;
  return TRUE;
}

gboolean
vanity_feed_sink_begin (VanityFeedSink *sink)
{
  sink->n_records++;
  if (sink->n_records > sink->resume_after)
    return TRUE;
  sink->report->resumed++;
  return FALSE;
}

gboolean
vanity_feed_sink_take (VanityFeedSink *sink, const VanityFeedRow *row, GError **error)
{
  VanityFeedReport *report = sink->report;
  g_autoptr (VanityShade) shade = vanity_feed_maker_make (sink->maker, row, report);
  VanityAddOutcome outcome = VANITY_ADD_ADDED;
  GError *cause = NULL;

  if (!shade)
    return TRUE;
  if (!begin_batch (sink, error))
    return FALSE;
  if (sink->catalogue && !vanity_catalogue_add (sink->catalogue, shade, &outcome, &cause))
    {
      if (g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_VALUE))
        {
          vanity_feed_report_refuse (report, VANITY_FEED_RULE_CATALOGUE, row->line, "",
                                     cause->message);
          g_error_free (cause);
          return TRUE;
        }
      g_propagate_error (error, cause);
      sink->failed = TRUE;
      roll_back (sink);
      return FALSE;
    }
  report->rows++;
  report->colorless += !shade->has_color;
  switch (outcome)
    {
    case VANITY_ADD_MERGED:
      report->merged++;
      break;
    case VANITY_ADD_UNCHANGED:
      report->unchanged++;
      break;
    case VANITY_ADD_GTIN_TAKEN:
      vanity_feed_report_note (report, VANITY_FEED_RULE_GTIN_TAKEN, row->line,
                               row->name[VANITY_FEED_GTIN], row->text[VANITY_FEED_GTIN]);
      report->added++;
      break;
    case VANITY_ADD_ADDED:
      report->added++;
      break;
    }
  sink->n_in_batch++;
  return TRUE;
}

void
vanity_feed_sink_refuse (VanityFeedSink *sink, VanityFeedRule rule, gint64 line, const char *field,
                         const char *value)
{
  vanity_feed_report_refuse (sink->report, rule, line, field, value);
}

void
vanity_feed_sink_note (VanityFeedSink *sink, VanityFeedRule rule, gint64 line, const char *field,
                       const char *value)
{
  vanity_feed_report_note (sink->report, rule, line, field, value);
}

gboolean
vanity_feed_sink_end (VanityFeedSink *sink, GError **error)
{
  if (sink->n_records % LOOK_EVERY != 0 && sink->n_in_batch < MAX_BATCH)
    return TRUE;
  if (sink->progress)
    sink->progress (vanity_feed_input_get_share (sink->input), sink->report->rows,
                    sink->progress_data);
  if (g_cancellable_is_cancelled (sink->cancellable))
    {
      sink->failed = TRUE;
      if (end_batch (sink, sink->n_records, error))
        g_cancellable_set_error_if_cancelled (sink->cancellable, error);
      return FALSE;
    }
  if (sink->in_batch
      && (sink->n_in_batch >= MAX_BATCH
          || g_get_monotonic_time () - sink->batch_since > MAX_BATCH_TIME))
    return end_batch (sink, sink->n_records, error);
  return TRUE;
}

gboolean
vanity_feed_sink_keep (VanityFeedSink *sink, GError **error)
{
  /* The record at hand may be half taken. */
  return end_batch (sink, sink->n_records - 1, error);
}

gboolean
vanity_feed_sink_finish (VanityFeedSink *sink, gboolean whole, GError **error)
{
  if (sink->failed)
    return TRUE;
  if (sink->dry_run)
    {
      roll_back (sink);
      return TRUE;
    }
  /* What was read to its end is read anew next time; what broke off will break off there again. */
  if (!sink->in_batch && (!whole || sink->n_records == 0))
    return TRUE;
  return begin_batch (sink, error) && end_batch (sink, 0, error);
}

gint64
vanity_feed_sink_get_records (VanityFeedSink *sink)
{
  return sink->n_records;
}

gboolean
vanity_feed_sink_has_failed (VanityFeedSink *sink)
{
  return sink->failed;
}
