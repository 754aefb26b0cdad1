#include "feed/export.h"

#include "base/error.h"
#include "base/write-file.h"
#include "feed/clean.h"
#include "feed/feed.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A catalogue that fills the memory is refused before it does. */
#define MAX_BYTES ((gsize)1 << 30)
#define LOOK_EVERY 256

void
vanity_feed_export_text (GString *out, const char *text)
{
  g_autoptr (GString) read_back = NULL;

  if (!strchr (text, '&'))
    {
      g_string_append (out, text);
      return;
    }
  read_back = g_string_new (NULL);
  if (vanity_feed_clean (text, G_MAXSIZE, read_back) && g_str_equal (read_back->str, text))
    {
      g_string_append (out, text);
      return;
    }
  /* Twice, as it is decoded twice. */
  for (const char *p = text; *p; p++)
    if (*p == '&')
      g_string_append (out, "&amp;amp;");
    else
      g_string_append_c (out, *p);
}

void
vanity_feed_export_prices (GString *out, const VanityShade *shade)
{
  for (int i = 0; i < shade->n_prices; i++)
    {
      g_autofree char *price = vanity_money_to_string (shade->prices[i].money);
      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", price);
    }
}

void
vanity_feed_export_days (GString *out, const VanityShade *shade)
{
  for (int i = 0; i < shade->n_prices; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", shade->prices[i].date);
}

void
vanity_feed_export_labels (GString *out, const VanityShade *shade)
{
  gboolean any = FALSE;

  for (int i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    {
      if (!(shade->labels & 1u << i))
        continue;
      g_string_append_printf (out, "%s%s", any ? "," : "",
                              vanity_product_label_get_id ((VanityProductLabel)(1u << i)));
      any = TRUE;
    }
}

void
vanity_feed_export_colors (GString *out, const VanityShade *shade)
{
  if (!shade->has_color)
    return;
  g_string_append_printf (out, "#%06x", shade->rgb);
  for (int i = 1; i < shade->n_palette; i++)
    g_string_append_printf (out, " #%06x", shade->palette[i]);
}

void
vanity_feed_export_number (GString *out, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (number < 0)
    return;
  /* Few digits do for most numbers. */
  g_ascii_formatd (digits, sizeof digits, "%.6g", number);
  if (g_ascii_strtod (digits, NULL) != number)
    g_ascii_dtostr (digits, sizeof digits, number);
  g_string_append (out, digits);
}

typedef struct
{
  const VanityFeedWriter *writer;
  GString *out;
  GCancellable *cancellable;
  gint64 n;
} Export;

static gboolean
add_shade (const VanityShade *shade, gpointer data, GError **error)
{
  Export *job = data;

  if (job->n % LOOK_EVERY == 0 && g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  job->writer->add (job->out, shade, job->n == 0);
  job->n++;
  if (job->out->len > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("more than %d MiB are not written into one file: choose fewer"),
                   (int)(MAX_BYTES >> 20));
      return FALSE;
    }
  return TRUE;
}

gboolean
vanity_feed_export (VanityCatalogue *catalogue, const VanityQuery *query, GFile *file,
                    const char *format, GCancellable *cancellable, gint64 *n_written,
                    GError **error)
{
  Export job = { .cancellable = cancellable };
  g_auto (VanityQuery) all = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_equal (format, "csv"))
    job.writer = &vanity_feed_write_csv;
  else if (g_str_equal (format, "jsonld"))
    job.writer = &vanity_feed_write_json_ld;
  else
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” is no format to write: csv and jsonld are"), format);
      return FALSE;
    }
  vanity_query_init (&all);
  all.order = VANITY_ORDER_NAME;
  job.out = g_string_new (NULL);
  job.writer->begin (job.out);
  if (!vanity_catalogue_foreach (catalogue, query ? query : &all, add_shade, &job, error))
    {
      g_string_free (job.out, TRUE);
      return FALSE;
    }
  job.writer->end (job.out);
  bytes = g_string_free_to_bytes (job.out);
  if (!vanity_write_file (file, bytes, NULL, NULL, cancellable, error))
    return FALSE;
  if (n_written)
    *n_written = job.n;
  return TRUE;
}
