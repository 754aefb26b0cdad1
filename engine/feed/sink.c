#include "feed/sink.h"

#include "feed/adder.h"

#define MAX_BATCH 4096 /* shades */
#define MAX_BATCH_TIME (G_USEC_PER_SEC / 2)
#define LOOK_EVERY 256 /* records between two looks at the clock */

struct _VanityFeedSink
{
  VanityFeedMaker *maker;
  VanityFeedInput *input;
  VanityFeedReport *report;
  VanityFeedAdder *adder; /* NULL where rows are only judged */
  GHashTable *memory;
  gint64 resume_after;
  GCancellable *cancellable;
  VanityFeedProgress progress;
  gpointer progress_data;

  gint64 n_records, n_judged;
  gboolean in_record;
  gint64 batch_since;
};

VanityFeedSink *
vanity_feed_sink_new (VanityCatalogue *catalogue, VanityFeedMaker *maker, VanityFeedInput *input,
                      const char *fingerprint, gint64 resume_after, gboolean dry_run,
                      GCancellable *cancellable, VanityFeedProgress progress,
                      gpointer progress_data, VanityFeedReport *report)
{
  VanityFeedSink *sink = g_new0 (VanityFeedSink, 1);

  sink->maker = maker;
  sink->input = input;
  sink->resume_after = resume_after;
  sink->cancellable = cancellable;
  sink->progress = progress;
  sink->progress_data = progress_data;
  sink->report = report;
  sink->batch_since = g_get_monotonic_time ();
  sink->memory
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  if (catalogue)
    sink->adder = vanity_feed_adder_new (catalogue, fingerprint, dry_run);
  return sink;
}

gboolean
vanity_feed_sink_begin (VanityFeedSink *sink)
{
  sink->n_records++;
  sink->in_record = TRUE;
  if (sink->n_records > sink->resume_after)
    return TRUE;
  sink->report->resumed++;
  return FALSE;
}

void
vanity_feed_sink_take (VanityFeedSink *sink, const VanityFeedRow *row)
{
  VanityShade *shade = vanity_feed_maker_make (sink->maker, row, sink->report);

  if (!shade)
    return;
  sink->n_judged++;
  if (sink->adder)
    {
      vanity_feed_adder_put (sink->adder, shade, row->line);
      return;
    }
  sink->report->rows++;
  sink->report->added++;
  sink->report->colorless += !shade->has_color;
  vanity_shade_unref (shade);
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
vanity_feed_sink_end (VanityFeedSink *sink)
{
  guint n = sink->adder ? vanity_feed_adder_count (sink->adder) : 0;

  sink->in_record = FALSE;
  if (sink->n_records % LOOK_EVERY != 0 && n < MAX_BATCH)
    return TRUE;
  if (sink->progress)
    sink->progress (vanity_feed_input_get_share (sink->input),
                    sink->report->skipped + sink->n_judged, sink->progress_data);
  if (g_cancellable_is_cancelled (sink->cancellable))
    return FALSE;
  if (n >= MAX_BATCH || (n > 0 && g_get_monotonic_time () - sink->batch_since > MAX_BATCH_TIME))
    {
      sink->batch_since = g_get_monotonic_time ();
      return vanity_feed_adder_end_batch (sink->adder, sink->n_records);
    }
  return TRUE;
}

GHashTable *
vanity_feed_sink_get_memory (VanityFeedSink *sink)
{
  return sink->memory;
}

gint64
vanity_feed_sink_get_records (VanityFeedSink *sink)
{
  return sink->n_records;
}

gboolean
vanity_feed_sink_finish (VanityFeedSink *sink, gboolean whole, GError **error)
{
  gboolean cancelled = g_cancellable_is_cancelled (sink->cancellable);
  gboolean good = TRUE;

  if (sink->adder)
    {
      /* What broke off will break off there again, and is begun anew as well; what was cancelled
       * goes on. Of a record that is half taken, that half is kept, and all of it is taken next
       * time. */
      gint64 offset = cancelled && !whole ? sink->n_records - sink->in_record : 0;

      if (sink->n_records > 0)
        vanity_feed_adder_end_batch (sink->adder, offset);
      good = vanity_feed_adder_finish (sink->adder, sink->report, error);
    }
  if (good && cancelled && !whole)
    good = !g_cancellable_set_error_if_cancelled (sink->cancellable, error);
  g_hash_table_unref (sink->memory);
  g_free (sink);
  return good;
}
