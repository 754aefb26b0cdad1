/* What comes from outside can be wrong or odd: a clear line for the one, a good answer for the
 * other, and never half a file. */
#include "cli-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include <jpeglib.h>
#include <png.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
write_pixels (Cli *cli, const char *name, J_COLOR_SPACE space, int components, int width,
              int height, guint8 *pixels)
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL;
  unsigned long size = 0;

  jpeg.err = jpeg_std_error (&errors);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &bytes, &size);
  jpeg.image_width = width;
  jpeg.image_height = height;
  jpeg.in_color_space = space;
  jpeg.input_components = components;
  jpeg_set_defaults (&jpeg);
  jpeg_set_quality (&jpeg, 95, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < jpeg.image_height)
    {
      JSAMPROW row = pixels + (gsize)jpeg.next_scanline * width * components;
      jpeg_write_scanlines (&jpeg, &row, 1);
    }
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);
  cli_write (cli, name, bytes, size);
  free (bytes);
}

static void
write_jpeg (Cli *cli, const char *name, J_COLOR_SPACE space, int components)
{
  guint8 pixels[40 * 30 * 4];

  memset (pixels, 90, sizeof pixels);
  write_pixels (cli, name, space, components, 40, 30, pixels);
}

/* ---- Photos that are no photos ---- */

static void
assert_refused (Cli *cli, const char *name, const char *reason)
{
  g_test_message ("%s", name);
  cli_run (cli, "detect", name, NULL);
  cli_assert_ended (cli, 1, name, reason, NULL);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "apply", name, "--look", "bare", "-o", "out.png", NULL);
  cli_assert_ended (cli, 1, name, reason, NULL);
  g_assert_false (cli_has_file (cli, "out.png"));
}

static void
test_no_photo (Cli *cli, gconstpointer data)
{
  cli_write (cli, "empty.jpg", "", 0);
  cli_write (cli, "letter.png", "Dear mirror,\n", 13);
  cli_write (cli, "folder/none.txt", "", 0);
  assert_refused (cli, "empty.jpg", "");
  assert_refused (cli, "letter.png", "");
  assert_refused (cli, "missing.png", "");
  assert_refused (cli, "folder", "");
}

/* Cut off anywhere, a photo is refused; several at once, to start the program once. */
static void
test_cut_photo (Cli *cli, gconstpointer data)
{
  static const char *const names[] = { "whole.png", "whole.jpg" };

  cli_write_blank (cli, "whole.png", 640, 480);
  write_jpeg (cli, "whole.jpg", JCS_GRAYSCALE, 1);
  for (gsize name = 0; name < G_N_ELEMENTS (names); name++)
    {
      g_autofree char *bytes = NULL;
      gsize size;

      cli_read (cli, names[name], &bytes, &size);
      for (gsize i = 0; i < 20; i++)
        {
          g_autofree char *cut = g_strdup_printf ("cut/%zu-%s", i, names[name]);
          cli_write (cli, cut, bytes, (size - 4) * i / 20);
        }
    }
  cli_run (cli, "detect", "cut", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_nonnull (strstr (cli->err, "40 photos: 0 done, 40 failed"));
  assert_refused (cli, "cut/10-whole.png", "cut off");
}

/* A pipe that nobody writes to and a device without end, as a photo, a look and a model. */
static void
test_no_ordinary_file (Cli *cli, gconstpointer data)
{
  g_autofree char *pipe = cli_path (cli, "pipe.png");

  cli_write_blank (cli, "a.png", 16, 16);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (cli, "pipe.png", "ordinary");
  assert_refused (cli, "/dev/zero", "ordinary");
  cli_run (cli, "apply", "a.png", "--look", "pipe.png", "-o", "out.png", NULL);
  cli_assert_ended (cli, 1, "pipe.png", "ordinary", NULL);
  cli_run (cli, "run", "pipe.png", "-o", "out", NULL);
  cli_assert_ended (cli, 1, "pipe.png", "ordinary", NULL);
}

static guint32
crc32_of (const guint8 *bytes, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

static void
append_chunk (GByteArray *png, const char *type, const guint8 *bytes, guint32 size)
{
  guint32 length = GUINT32_TO_BE (size);
  guint start = png->len + 4;
  guint32 crc;

  g_byte_array_append (png, (const guint8 *)&length, 4);
  g_byte_array_append (png, (const guint8 *)type, 4);
  g_byte_array_append (png, bytes, size);
  crc = GUINT32_TO_BE (crc32_of (png->data + start, png->len - start));
  g_byte_array_append (png, (const guint8 *)&crc, 4);
}

/* A PNG that claims to be width × height, with hardly any data behind it. */
static void
write_huge_png (Cli *cli, const char *name, guint32 width, guint32 height)
{
  static const guint8 nothing[] = { 0x78, 0x9c, 0x03, 0, 0, 0, 0, 0x01 }; /* zlib's empty stream */
  g_autoptr (GByteArray) png = g_byte_array_new ();
  guint8 header[13] = { [8] = 8, [9] = PNG_COLOR_TYPE_RGB };

  width = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (header, &width, 4);
  memcpy (header + 4, &height, 4);
  g_byte_array_append (png, (const guint8 *)"\x89PNG\r\n\x1a\n", 8);
  append_chunk (png, "IHDR", header, sizeof header);
  append_chunk (png, "IDAT", nothing, sizeof nothing);
  append_chunk (png, "IEND", NULL, 0);
  cli_write (cli, name, png->data, png->len);
}

static void
test_huge_photo (Cli *cli, gconstpointer data)
{
  write_huge_png (cli, "huge.png", 30000, 30000);
  assert_refused (cli, "huge.png", "30000");
}

static void
test_unreadable_photo (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "locked.png");

  if (geteuid () == 0)
    {
      g_test_skip ("root may read every file");
      return;
    }
  cli_write_blank (cli, "locked.png", 16, 16);
  g_assert_cmpint (chmod (path, 0), ==, 0);
  assert_refused (cli, "locked.png", "");
}

/* ---- Photos of a kind one seldom meets ---- */

static void
assert_read (Cli *cli, const char *name, int width, int height)
{
  g_autofree char *wanted = g_strdup_printf ("{\"width\":%d,\"height\":%d,", width, height);

  g_test_message ("%s", name);
  cli_run (cli, "detect", name, "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  if (!g_str_has_prefix (cli->out, wanted))
    g_test_message ("%s", cli->out);
  g_assert_true (g_str_has_prefix (cli->out, wanted));
}

static void
write_png (Cli *cli, const char *name, int color_type, int depth)
{
  g_autofree char *path = cli_path (cli, name);
  FILE *file = fopen (path, "wb");
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  guint8 row[40 * 8];

  g_assert_nonnull (file);
  memset (row, 90, sizeof row);
  png_init_io (png, file);
  png_set_IHDR (png, info, 40, 30, depth, color_type, PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  for (int y = 0; y < 30; y++)
    png_write_row (png, row);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_odd_photo (Cli *cli, gconstpointer data)
{
  static const guint8 animation[]
      = "GIF89a\x02\0\x02\0\x80\0\0\xff\xff\xff\0\0\0"
        "!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0"
        "!\xf9\x04\0\x0a\0\0\0,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84\x51\0;";
  g_autofree char *bytes = NULL;
  gsize size;

  cli_write_blank (cli, "dot.png", 1, 1);
  assert_read (cli, "dot.png", 1, 1);
  write_jpeg (cli, "cmyk.jpg", JCS_CMYK, 4);
  assert_read (cli, "cmyk.jpg", 40, 30);
  write_jpeg (cli, "grey.jpg", JCS_GRAYSCALE, 1);
  assert_read (cli, "grey.jpg", 40, 30);
  write_png (cli, "grey.png", PNG_COLOR_TYPE_GRAY, 8);
  assert_read (cli, "grey.png", 40, 30);
  write_png (cli, "deep.png", PNG_COLOR_TYPE_RGB, 16);
  assert_read (cli, "deep.png", 40, 30);
  write_png (cli, "alpha.png", PNG_COLOR_TYPE_RGBA, 8);
  assert_read (cli, "alpha.png", 40, 30);
  cli_write (cli, "moving.gif", animation, sizeof animation - 1);
  assert_read (cli, "moving.gif", 2, 2);
  cli_read (cli, "grey.jpg", &bytes, &size);
  cli_write (cli, "disguised.png", bytes, size);
  assert_read (cli, "disguised.png", 40, 30);
}

/* ---- Looks ---- */

static void
test_bad_look (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *name, *text, *word;
  } looks[] = {
    { "list.json", "[1, 2]", "list.json" },
    { "cut.json", "{ \"vanity-look\": 1, \"id\"", "cut.json" },
    { "later.json", "{\"vanity-look\":99,\"id\":\"x\",\"name\":\"X\",\"layers\":[]}", "99" },
    { "unknown.json",
      "{\"vanity-look\":1,\"id\":\"x\",\"name\":\"X\",\"layers\":[{\"kind\":\"warpaint\"}]}",
      "warpaint" },
    { "wild.json",
      "{\"vanity-look\":1,\"id\":\"x\",\"name\":\"X\",\"layers\":[{\"kind\":\"lipstick\","
      "\"opacity\":1e30}]}",
      "opacity" },
    { "colour.json",
      "{\"vanity-look\":1,\"id\":\"x\",\"name\":\"X\",\"layers\":[{\"kind\":\"lipstick\","
      "\"color\":\"rouge\"}]}",
      "rouge" },
  };

  cli_write_blank (cli, "a.png", 16, 16);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_test_message ("%s", looks[i].name);
      cli_write (cli, looks[i].name, looks[i].text, strlen (looks[i].text));
      cli_run (cli, "apply", "a.png", "--look", looks[i].name, "-o", "out.png", NULL);
      cli_assert_ended (cli, 1, looks[i].name, looks[i].word, NULL);
    }
  cli_run (cli, "apply", "a.png", "--look", "no-such-look", "-o", "out.png", NULL);
  cli_assert_ended (cli, 1, "no-such-look", NULL);
  g_assert_false (cli_has_file (cli, "out.png"));
}

/* ---- Nowhere to write ---- */

static void
test_full_disk (Cli *cli, gconstpointer data)
{
  const char *const apply[] = { "apply", "a.png", "--look", "red-lip", "-o", "out/old.png", NULL };
  g_autofree char *bytes = NULL;
  gsize size;

  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_write (cli, "out/old.png", "precious", 8);
  cli_run_cramped (cli, 4096, apply);
  cli_assert_ended (cli, 1, "old.png", NULL);
  g_assert_cmpuint (cli_count_files (cli, "out"), ==, 1);
  cli_read (cli, "out/old.png", &bytes, &size);
  g_assert_cmpmem (bytes, size, "precious", 8);
}

static void
test_no_place (Cli *cli, gconstpointer data)
{
  if (!cli_copy_portrait (cli, "a.png"))
    return;
  cli_run (cli, "apply", "a.png", "--look", "bare", "-o", "no/such/place/out.png", NULL);
  cli_assert_ended (cli, 1, "out.png", NULL);
  cli_write (cli, "file", "", 0);
  cli_run (cli, "apply", "a.png", "--look", "bare", "-o", "file/under/", NULL);
  cli_assert_ended (cli, 1, "file/under", NULL);
  cli_run (cli, "apply", "a.png", "--look", "bare", "-o", "out.xyz", NULL);
  cli_assert_ended (cli, 1, "out.xyz", NULL);
  g_assert_false (cli_has_file (cli, "out.xyz"));
}

/* What could not be kept of a photo is said, and is no failure: a portrait in printing inks. */
static void
test_note (Cli *cli, gconstpointer data)
{
  g_autofree char *path = cli_path (cli, "face.png");
  g_autoptr (GdkPixbuf) face = NULL;
  g_autofree guint8 *inks = NULL;
  int width, height;

  if (!cli_copy_portrait (cli, "face.png"))
    return;
  face = gdk_pixbuf_new_from_file (path, NULL);
  width = gdk_pixbuf_get_width (face);
  height = gdk_pixbuf_get_height (face);
  inks = g_malloc ((gsize)width * height * 4);
  memset (inks, 255, (gsize)width * height * 4);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = gdk_pixbuf_read_pixels (face)
                              + (gsize)y * gdk_pixbuf_get_rowstride (face)
                              + x * gdk_pixbuf_get_n_channels (face);

        for (int c = 0; c < 3; c++)
          inks[((gsize)y * width + x) * 4 + c] = pixel[c]; /* 255: no ink, as in every such JPEG */
      }
  write_pixels (cli, "inks.jpg", JCS_CMYK, 4, width, height, inks);
  cli_run (cli, "apply", "inks.jpg", "--look", "bare", "-o", "out.png", NULL);
  cli_assert_ended (cli, 0, "inks.jpg: ", "CMYK", "sRGB", NULL);
  g_assert_true (cli_has_file (cli, "out.png"));
  cli_run (cli, "apply", "face.png", "--look", "bare", "-o", "out.png", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->err, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/bad-input/no-photo", test_no_photo);
  cli_add_test ("/cli/bad-input/cut-photo", test_cut_photo);
  cli_add_test ("/cli/bad-input/no-ordinary-file", test_no_ordinary_file);
  cli_add_test ("/cli/bad-input/huge-photo", test_huge_photo);
  cli_add_test ("/cli/bad-input/unreadable-photo", test_unreadable_photo);
  cli_add_test ("/cli/bad-input/odd-photo", test_odd_photo);
  cli_add_test ("/cli/bad-input/look", test_bad_look);
  cli_add_test ("/cli/bad-input/full-disk", test_full_disk);
  cli_add_test ("/cli/bad-input/no-place", test_no_place);
  cli_add_test ("/cli/bad-input/note", test_note);
  return g_test_run ();
}
