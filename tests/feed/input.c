/* Bytes of any encoding, packed or not, as UTF-8. */
#include "feed/input.h"

#include "base/error.h"

#include <string.h>

/* Reads all in pieces of `step` bytes. */
static char *
read_all (VanityFeedInput *input, gsize step, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *buffer = g_malloc (step);
  gssize n;

  while ((n = vanity_feed_input_read (input, buffer, step, error)) > 0)
    g_string_append_len (all, buffer, n);
  g_assert_true (g_utf8_validate_len (all->str, all->len, NULL));
  return g_strdup (all->str);
}

static VanityFeedInput *
from_bytes (gconstpointer data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  return vanity_feed_input_new (bytes, "test");
}

static void
check (const char *data, gsize size, const char *encoding, const char *expected)
{
  for (gsize step = 16; step <= 4096; step *= 16)
    {
      g_autoptr (VanityFeedInput) input = from_bytes (data, size);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = read_all (input, step, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpstr (vanity_feed_input_get_encoding (input), ==, encoding);
    }
}

static void
test_encodings (void)
{
  const char utf16le[] = "\xff\xfeR\0o\0u\0g\0e\0 \0\xe9\0\x3d\xd8\x84\xdc";
  const char utf16be[] = "\xfe\xff\0R\0o\0u\0g\0e";
  const char bare[] = "b\0r\0a\0n\0d\0\n\0M\0A\0C\0\n\0";
  const char page[] = "<html><meta charset=\"gb2312\">\xba\xec";

  check ("", 0, "ASCII", "");
  check ("plain", 5, "ASCII", "plain");
  check ("\xef\xbb\xbf"
         "é",
         5, "UTF-8", "é");
  check ("Rosé 玫瑰 💄", strlen ("Rosé 玫瑰 💄"), "UTF-8", "Rosé 玫瑰 💄");
  check ("Ros\xe9 \x80 \x93x\x94", 10, "Windows-1252", "Rosé € “x”");
  check (utf16le, sizeof utf16le - 1, "UTF-16LE", "Rouge é💄");
  check (utf16be, sizeof utf16be - 1, "UTF-16BE", "Rouge");
  check (bare, sizeof bare - 1, "UTF-16LE", "brand\nMAC\n");
  check ("<?xml version='1.0' encoding='ISO-8859-1'?>\xe9", 44, "Windows-1252",
         "<?xml version='1.0' encoding='ISO-8859-1'?>é");
  check (page, sizeof page - 1, "gb2312", "<html><meta charset=\"gb2312\">红");
  /* A declaration that the bytes belie, and one of no encoding. */
  check ("<?xml version='1.0' encoding='UTF-8'?>\xe9", 39, "Windows-1252",
         "<?xml version='1.0' encoding='UTF-8'?>é");
  check ("<?xml version='1.0' encoding='klingon'?>", 40, "ASCII",
         "<?xml version='1.0' encoding='klingon'?>");
}

static void
test_mending (void)
{
  const char text[] = "é\nb\xe9"
                      "d\n\0nul\x01\x7f\n\xe2\x82";
  g_autoptr (VanityFeedInput) input = from_bytes (text, sizeof text - 1);
  g_autofree char *read = read_all (input, 16, NULL);
  const VanityFeedMending *mending = vanity_feed_input_get_mending (input);

  g_assert_cmpstr (read, ==, "é\nbéd\n nul  \nâ‚");
  g_assert_cmpint (mending->n_invalid, ==, 3);
  g_assert_cmpint (mending->at_invalid, ==, 2);
  g_assert_cmpstr (mending->first_invalid, ==, "0xE9");
  g_assert_cmpint (mending->n_control, ==, 3);
  g_assert_cmpint (mending->at_control, ==, 3);
  g_assert_cmpstr (mending->first_control, ==, "0x00");
}

/* A character that lies over the end of every piece that is read. */
static void
test_borders (void)
{
  for (gsize shift = 0; shift < 4; shift++)
    {
      g_autoptr (GString) text = g_string_new_len ("xyz", (gssize)shift);

      for (int i = 0; i < 60000; i++)
        g_string_append (text, "💄");
      g_autoptr (VanityFeedInput) input = from_bytes (text->str, text->len);
      const char *ahead;
      gsize size;
      g_autofree char *read = NULL;

      g_assert_true (vanity_feed_input_peek (input, &ahead, &size, NULL));
      g_assert_cmpuint (size, >, 50000);
      read = read_all (input, 1000, NULL);
      g_assert_cmpstr (read, ==, text->str);
      g_assert_cmpint (vanity_feed_input_get_mending (input)->n_invalid, ==, 0);
    }
}

static GBytes *
pack (const char *text, gsize size)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, packer);

  g_assert_true (g_output_stream_write_all (stream, text, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GString *
make_text (int n)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "line %d é %x\n", i, (guint)i * 2654435761u);
  return text;
}

static void
test_gzip (void)
{
  g_autoptr (GString) text = make_text (30000);
  g_autoptr (GBytes) one = pack (text->str, text->len);
  g_autoptr (GBytes) other = pack ("tail\n", 5);
  g_autoptr (GByteArray) both = g_byte_array_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (one, &size);

  g_byte_array_append (both, data, (guint)size);
  data = g_bytes_get_data (other, &size);
  g_byte_array_append (both, data, (guint)size);
  g_byte_array_append (both, (const guint8 *)"\0\0\0\0", 4);
  g_string_append (text, "tail\n");

  g_autoptr (VanityFeedInput) input = from_bytes (both->data, both->len);
  g_autoptr (GError) error = NULL;
  g_autofree char *read = read_all (input, 5000, &error);

  g_assert_no_error (error);
  g_assert_true (vanity_feed_input_is_packed (input));
  g_assert_cmpstr (read, ==, text->str);
  g_assert_cmpfloat (vanity_feed_input_get_share (input), ==, 1);
}

/* Cut off or damaged: what came before is given out, then the reason. */
static void
test_damaged_gzip (void)
{
  g_autoptr (GString) text = make_text (30000);
  g_autoptr (GBytes) packed = pack (text->str, text->len);
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  for (int damage = 0; damage < 2; damage++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GError) error = NULL;

      if (damage == 1)
        memset (copy + size * 3 / 4, 0xaa, 64);
      g_autoptr (VanityFeedInput) input = from_bytes (copy, damage == 1 ? size : size / 2);
      g_autofree char *read = read_all (input, 5000, &error);

      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
      g_assert_cmpuint (strlen (read), >, text->len / 8);
      /* Damage is noticed a little after it began. */
      g_assert_true (strncmp (text->str, read, text->len / 8) == 0);
    }
}

/* 512 MiB of one letter is no text. */
static void
test_bomb (void)
{
  g_autoptr (GByteArray) bomb = g_byte_array_new ();
  g_autofree char *zeros = g_malloc (16 << 20);
  g_autoptr (GError) error = NULL;
  g_autofree char *buffer = g_malloc (65536);

  memset (zeros, 'a', 16 << 20);
  g_autoptr (GBytes) packed = pack (zeros, 16 << 20);
  for (int i = 0; i < 32; i++)
    g_byte_array_append (bomb, g_bytes_get_data (packed, NULL), (guint)g_bytes_get_size (packed));
  g_autoptr (VanityFeedInput) input = from_bytes (bomb->data, bomb->len);
  while (vanity_feed_input_read (input, buffer, 65536, &error) > 0)
    ;
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/input/encodings", test_encodings);
  g_test_add_func ("/feed/input/mending", test_mending);
  g_test_add_func ("/feed/input/borders", test_borders);
  g_test_add_func ("/feed/input/gzip", test_gzip);
  g_test_add_func ("/feed/input/damaged-gzip", test_damaged_gzip);
  g_test_add_func ("/feed/input/bomb", test_bomb);
  return g_test_run ();
}
