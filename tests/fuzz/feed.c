#include "feed.h"

#define MAX_SIZE (1 << 16)

static void
read_as (const VanityFeedFormat *format, GBytes *bytes)
{
  g_autoptr (VanityFeedInput) input = vanity_feed_input_new (bytes, "fuzz");
  g_autoptr (VanityFeedMaker) maker
      = vanity_feed_maker_new ("fuzz", "2026-01-01", "2026-01-01", NULL, NULL, NULL);
  g_auto (VanityFeedReport) report;
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize size;

  vanity_feed_report_init (&report);
  VanityFeedSink *sink
      = vanity_feed_sink_new (NULL, maker, input, "", 0, FALSE, NULL, NULL, NULL, &report);

  if (vanity_feed_input_peek (input, &text, &size, &error))
    {
      int fit = format->sniff (text, size);
      g_assert_true (fit >= 0 && fit <= 100);
      g_assert_true (format->read (input, sink, &error) == (error == NULL));
    }
  g_assert_true (vanity_feed_sink_finish (sink, TRUE, NULL));
  g_assert_cmpint (report.rows, ==,
                   report.added + report.merged + report.unchanged + report.skipped);

  g_autofree char *words = vanity_feed_report_to_text (&report, 10);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  json_node_unref (vanity_feed_report_to_json (&report));
}

void
fuzz_feed (const guint8 *data, gsize size, const VanityFeedFormat *const *formats)
{
  if (size > MAX_SIZE)
    return;
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  for (; *formats; formats++)
    read_as (*formats, bytes);
}
