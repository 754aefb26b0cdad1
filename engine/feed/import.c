#include "feed/feed.h"

#include "base/date.h"
#include "base/error.h"
#include "feed/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SAMPLE (1 << 20) /* of the file's beginning and of its end */

/* What is asked of one import, put together before it begins. */
typedef struct
{
  VanityCatalogue *catalogue;
  GFile *file;
  const VanityFeedOptions *options;
  GCancellable *cancellable;
  VanityFeedProgress progress;
  gpointer progress_data;
  VanityFeedReport *report;

  VanityFeedInput *input;
  const VanityFeedFormat *format;
  char *fingerprint;
  char day[11]; /* on which the file was changed */
} Import;

static void
clear_import (Import *import)
{
  g_clear_pointer (&import->input, vanity_feed_input_free);
  g_clear_pointer (&import->fingerprint, g_free);
}

static void
set_day (Import *import, GFileInfo *info)
{
  g_autoptr (GDateTime) when = info ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr (GDateTime) now = when ? NULL : g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (when ? when : now, "%F");

  g_strlcpy (import->day, day, sizeof import->day);
}

static void
add_sample (GChecksum *checksum, GInputStream *stream, GCancellable *cancellable)
{
  g_autofree guchar *sample = g_malloc (SAMPLE);
  gsize n = 0;

  g_input_stream_read_all (stream, sample, SAMPLE, &n, cancellable, NULL);
  g_checksum_update (checksum, sample, (gssize)n);
}

/* Names the content: its size, its beginning and end, when it was changed, and how it is read. A
 * file that differs is begun anew. */
static void
take_fingerprint (Import *import)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GFileInfo) info
      = g_file_query_info (import->file,
                           G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                          "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                           G_FILE_QUERY_INFO_NONE, import->cancellable, NULL);
  g_autoptr (GFileInputStream) stream = g_file_read (import->file, import->cancellable, NULL);
  goffset size = info ? g_file_info_get_size (info) : 0;
  g_autofree char *plain = NULL;

  set_day (import, info);
  plain = g_strdup_printf (
      "%" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT ".%u %s %s %s", size,
      info ? g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) : 0,
      info ? g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC) : 0,
      import->format->id, import->report->source,
      import->options && import->options->price_date ? import->options->price_date : "");
  g_checksum_update (checksum, (const guchar *)plain, (gssize)strlen (plain));
  if (stream)
    {
      add_sample (checksum, G_INPUT_STREAM (stream), import->cancellable);
      if (size > 2 * SAMPLE
          && g_seekable_seek (G_SEEKABLE (stream), -SAMPLE, G_SEEK_END, import->cancellable, NULL))
        add_sample (checksum, G_INPUT_STREAM (stream), import->cancellable);
    }
  import->fingerprint = g_strdup (g_checksum_get_string (checksum));
}

static gboolean
check_options (const VanityFeedOptions *options, GError **error)
{
  if (!options || !options->price_date || vanity_date_parse (options->price_date, NULL))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("“%s” is no day: it is written as 2026-03-14"), options->price_date);
  return FALSE;
}

static gboolean
open_feed (Import *import, const char *format, GError **error)
{
  g_autofree char *base = g_file_get_basename (import->file);
  g_autofree char *name = g_filename_display_name (base ? base : "?");
  const VanityFeedOptions *options = import->options;
  const char *text;
  gsize size;

  import->report->file = g_strdup (name);
  import->report->source
      = g_strdup (options && options->source && *options->source ? options->source : name);
  import->report->dry_run = options && options->dry_run;
  import->input = vanity_feed_input_open (import->file, import->cancellable, error);
  if (!import->input || !vanity_feed_input_peek (import->input, &text, &size, error))
    return FALSE;
  import->report->packed = vanity_feed_input_is_packed (import->input);
  import->format = format ? vanity_feed_format_find (format, error)
                          : vanity_feed_format_sniff (
                              text, size, vanity_feed_input_get_name (import->input), error);
  if (!import->format)
    return FALSE;
  import->report->format = g_strdup (import->format->id);
  take_fingerprint (import);
  return TRUE;
}

/* How the bytes were mended is known when all are read. */
static void
report_mending (Import *import)
{
  const VanityFeedMending *mending = vanity_feed_input_get_mending (import->input);
  VanityFeedReport *report = import->report;

  report->encoding = g_strdup (vanity_feed_input_get_encoding (import->input));
  if (mending->n_invalid > 0)
    {
      vanity_feed_report_note (report, VANITY_FEED_RULE_ENCODING, mending->at_invalid, "",
                               mending->first_invalid);
      report->noted[VANITY_FEED_RULE_ENCODING] += mending->n_invalid - 1;
    }
  if (mending->n_control > 0)
    {
      vanity_feed_report_note (report, VANITY_FEED_RULE_CONTROL, mending->at_control, "",
                               mending->first_control);
      report->noted[VANITY_FEED_RULE_CONTROL] += mending->n_control - 1;
    }
}

static gboolean
run (Import *import, GError **error)
{
  const VanityFeedOptions *options = import->options;
  gboolean restart = options && (options->restart || options->dry_run);
  gint64 resume_after = 0;
  g_autoptr (GFile) folder = g_file_get_parent (import->file);
  g_autoptr (VanityFeedMaker) maker = NULL;
  VanityFeedSink *sink;
  GError *cause = NULL;
  gboolean whole, begun;

  if (!restart
      && !vanity_catalogue_get_progress (import->catalogue, import->fingerprint, &resume_after,
                                         error))
    return FALSE;
  maker = vanity_feed_maker_new (
      import->report->source, options && options->price_date ? options->price_date : import->day,
      import->day, folder, options ? options->category : NULL, import->cancellable);
  sink = vanity_feed_sink_new (import->catalogue, maker, import->input, import->fingerprint,
                               resume_after, options && options->dry_run, import->cancellable,
                               import->progress, import->progress_data, import->report);
  whole = import->format->read (import->input, sink, &cause);
  begun = vanity_feed_sink_get_records (sink) > 0;
  report_mending (import);
  if (!vanity_feed_sink_finish (sink, whole, error))
    {
      g_clear_error (&cause);
      return FALSE;
    }
  /* What breaks before anything was read is no feed; later, it is one that breaks off. */
  if (cause && begun)
    import->report->broken = g_strdup (cause->message);
  else if (cause)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_clear_error (&cause);
  return TRUE;
}

gboolean
vanity_feed_import (VanityCatalogue *catalogue, GFile *file, const char *format,
                    const VanityFeedOptions *options, GCancellable *cancellable,
                    VanityFeedProgress progress, gpointer progress_data, VanityFeedReport *report,
                    GError **error)
{
  Import import = {
    .catalogue = catalogue,
    .file = file,
    .options = options,
    .cancellable = cancellable,
    .progress = progress,
    .progress_data = progress_data,
    .report = report,
  };
  gint64 since = g_get_monotonic_time ();
  gboolean done;

  vanity_feed_report_init (report);
  done = check_options (options, error) && open_feed (&import, format, error)
         && run (&import, error);
  report->seconds = (double)(g_get_monotonic_time () - since) / G_USEC_PER_SEC;
  clear_import (&import);
  return done;
}
