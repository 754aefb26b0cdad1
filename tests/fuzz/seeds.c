/* Writes the files that the fuzzers begin with, besides those that are found elsewhere: a folder
 * for each target, below the one that is named. */
#include "app/vanity-file-json.h"
#include "sample.h"
#include "tflite-writer.h"

#include <gio/gio.h>
#include <string.h>

static gboolean
write_seed (const char *root, const char *target, const char *name, GBytes *bytes)
{
  g_autofree char *folder = g_build_filename (root, target, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_mkdir_with_parents (folder, 0777) == 0 && g_file_set_contents (path, data, size, &error))
    return TRUE;
  g_printerr ("fuzz-seeds: %s: %s\n", path, error != NULL ? error->message : "no such folder");
  return FALSE;
}

static GBytes *
write_options (void)
{
  return flexbuffer_write (
      (const FlexField[]){ { "output_height", 3 },
                           { "scale_x", .is_float = TRUE, .number = 1.5f },
                           { "subset_idxs", .list = (const gint32[]){ 1, 7, 300 }, .n_list = 3 },
                           { NULL } });
}

/* What NumPy writes, with elements of that type, shape and order. */
static GBytes *
write_array (const char *type, const char *shape, const char *fortran, gsize size)
{
  GString *text = g_string_new_len ("\x93NUMPY\x01\x00\x76\x00", 10);

  g_string_append_printf (text, "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }", type,
                          fortran, shape);
  while (text->len < 127)
    g_string_append_c (text, ' ');
  g_string_append_c (text, '\n');
  for (gsize i = 0; i < size; i++)
    g_string_append_c (text, (char)i);
  return g_string_free_to_bytes (text);
}

/* What a checkpoint of the target holds. */
static GBytes *
write_checkpoint (void)
{
  const gint64 shapes[] = { 2, 3, 1, 4, 1 };
  const guint64 numbers[6] = { 7 };
  GVariantBuilder builder;
  g_autoptr (GVariant) list = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(saxv)"));
  for (int i = 0; i < 4; i++)
    {
      const char *names[] = { "w", "d", "r", "f" };
      const int rank = i == 0 ? 2 : 1, counts[] = { 6, 1, 4, 1 };
      GVariant *shape = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64,
                                                   shapes + (i == 0 ? 0 : i + 1), rank, 8);
      const GVariantType *type = i == 0   ? G_VARIANT_TYPE_UINT32
                                 : i == 1 ? G_VARIANT_TYPE_DOUBLE
                                          : G_VARIANT_TYPE_UINT64;

      g_variant_builder_add (&builder, "(s@axv)", names[i], shape,
                             g_variant_new_fixed_array (type, numbers, counts[i], i == 0 ? 4 : 8));
    }
  list = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_get_data_as_bytes (list);
}

/* What a seed of a feed holds, without its NUL. */
static gboolean
write_feed (const char *root, const char *target, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return write_seed (root, target, name, bytes);
}

static gboolean
write_feeds (const char *root)
{
  return write_feed (root, "feed-table", "merchant",
                     "id\ttitle\tbrand\tcolor\tprice\tgtin\tavailability\thex\tproduct_type\n"
                     "1\t\"Base &amp; <b>more</b>\"\tB\tRed\t15.00 USD\t4006381333931\tin_stock\t"
                     "#d62352\tLipstick\n")
         && write_feed (root, "feed-table", "plain",
                        "brand,line,shade,category,hex,price,date\r\n"
                        "B,L,\"S, \"\"x\"\"\",lipstick,#fff #000,1.00 EUR|2 USD,2026-01-01\r\n")
         && write_feed (root, "feed-table", "facts",
                        "code\tproduct_name\tbrands\tcategories_tags\tlast_modified_t\n"
                        "4006381333931\tN\tA,B\ten:lipsticks\t1700000000\n")
         && write_feed (
             root, "feed-json", "page",
             "{\"@context\":\"https://schema.org\",\"@graph\":[{\"@type\":\"ProductGroup\","
             "\"name\":\"N\",\"brand\":{\"name\":\"B\"},\"hasVariant\":[{\"@type\":"
             "\"Product\",\"color\":\"Red\",\"offers\":{\"price\":1.5,\"priceCurrency\":"
             "\"USD\"},\"additionalProperty\":[{\"name\":\"hex\",\"value\":\"#fff\"}]}]}]}")
         && write_feed (root, "feed-json", "api",
                        "[{\"id\":1,\"brand\":\"b\",\"name\":\"n\",\"price\":\"5.0\",\"currency\":"
                        "\"CAD\",\"tag_list\":[\"Vegan\"],\"product_type\":\"lip_liner\","
                        "\"product_colors\":[{\"hex_value\":\"gray7\",\"colour_name\":\"x\"}]}]")
         && write_feed (root, "feed-json", "series",
                        "{\"brands\":[{\"name\":\"b\",\"series\":[{\"name\":\"s\",\"lipsticks\":"
                        "[{\"color\":\"#fff\",\"id\":\"1\",\"name\":\"n\"}]}]}]}")
         && write_feed (root, "feed-json", "facts",
                        "{\"code\":\"1\",\"product_name\":\"N\",\"brands\":\"B\"}\n{\"code\":2}\n")
         && write_feed (
             root, "feed-page", "page",
             "<html><script type=\"application/ld+json\">{\"@type\":\"Product\",\"name\":"
             "\"N\",\"brand\":\"B\"}</script></html>")
         && write_feed (
             root, "feed-xml", "rss",
             "<?xml version=\"1.0\"?><rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel>"
             "<item><g:id>1</g:id><title>T &amp; U</title><g:brand><![CDATA[B]]></g:brand>"
             "<g:price>1.00 USD</g:price></item></channel></rss>")
         && write_feed (root, "feed-xml", "atom",
                        "<feed><entry><id>1</id><title>T</title><link href=\"https://a.example/\"/>"
                        "</entry></feed>");
}

static gboolean
write_documents (const char *root)
{
  g_autoptr (VanityFile) file = vanity_file_new ();
  g_autoptr (VanityLook) look = vanity_look_new ("a", "A");
  g_autoptr (GPtrArray) looks = g_ptr_array_new ();
  VanityFileFace *bare = vanity_file_add_face (file), *copied = vanity_file_add_face (file);
  VanityFileReference *reference = vanity_file_add_reference (file);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GBytes) alone = NULL;

  file->photo.name = g_strdup ("me");
  file->photo.bytes = g_bytes_new_static ("p", 1);
  bare->look = vanity_look_ref (look);
  bare->options = (VanityAnalysisOptions){ .has_white = TRUE, .has_nudge = TRUE, .is_child = TRUE };
  copied->copied = TRUE;
  reference->photo.name = g_strdup ("friend");
  reference->photo.path = g_strdup ("/friend.png");
  reference->photo.sha256 = g_strnfill (64, '0');
  g_ptr_array_add (looks, look);
  archive = vanity_file_encode (file, NULL);
  text = vanity_file_to_json (file, looks);
  json = g_strconcat ("j", text, NULL);
  alone = g_bytes_new (json, strlen (json));

  return write_seed (root, "document", "archive", archive)
         && write_seed (root, "document", "json", alone);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      g_printerr ("Usage: fuzz-seeds FOLDER\n");
      return 2;
    }
  g_autoptr (GBytes) tflite = tflite_write_sample ();
  g_autoptr (GBytes) onnx = onnx_write_sample ();
  g_autoptr (GBytes) options = write_options ();
  g_autoptr (GBytes) checkpoint = write_checkpoint ();
  g_autoptr (GBytes) floats = write_array ("<f4", "2, 3", "False", 24);
  g_autoptr (GBytes) doubles = write_array (">f8", "3,", "True", 24);
  g_autoptr (GBytes) integers = write_array ("<i8", "2, 1, 1", "True", 16);
  g_autoptr (GBytes) scalar = write_array ("|u1", "", "False", 1);

  return write_seed (argv[1], "tflite", "sample", tflite)
                 && write_seed (argv[1], "onnx", "sample", onnx)
                 && write_seed (argv[1], "flexbuffer", "sample", options)
                 && write_seed (argv[1], "checkpoint", "sample", checkpoint)
                 && write_seed (argv[1], "npy", "floats", floats)
                 && write_seed (argv[1], "npy", "doubles", doubles)
                 && write_seed (argv[1], "npy", "integers", integers)
                 && write_seed (argv[1], "npy", "scalar", scalar) && write_feeds (argv[1])
                 && write_documents (argv[1])
             ? 0
             : 1;
}
