/* vanity-cli classify: what a picture shows. */
#include "cli-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* Messages of protobuf: a field is its number and type, its length, its bytes.
 *
 * y = Softmax (Flatten (x)), x of shape [1, 1, 2, 2]: the lightest of four quarters. */
static const char quarters_onnx[]
    = "\x08\x08" /* IR version 8 */
      "\x3a\x57" /* graph */
      "\x0a\x0f\x0a\x01x\x12\x01m\x22\x07"
      "Flatten" /* nodes */
      "\x0a\x0f\x0a\x01m\x12\x01y\x22\x07Softmax"
      "\x12\x01g"                                         /* its name */
      "\x5a\x1b\x0a\x01x\x12\x16\x0a\x14\x08\x01\x12\x10" /* x */
      "\x0a\x02\x08\x01\x0a\x02\x08\x01\x0a\x02\x08\x02\x0a\x02\x08\x02"
      "\x62\x13\x0a\x01y\x12\x0e\x0a\x0c\x08\x01\x12\x08" /* y */
      "\x0a\x02\x08\x01\x0a\x02\x08\x04"
      "\x42\x02\x10\x0d"; /* operator set 13 */

/* y = Relu (x), x of shape [2]: no picture. */
static const char pair_onnx[] = "\x08\x08"                               /* IR version 8 */
                                "\x3a\x37"                               /* graph */
                                "\x0a\x0c\x0a\x01x\x12\x01y\x22\x04Relu" /* node */
                                "\x12\x01g"                              /* its name */
                                "\x5a\x11\x0a\x01x\x12\x0c\x0a\x0a\x08\x01\x12\x06" /* input x */
                                "\x0a\x04\x08\x80\x80\x04"
                                "\x62\x11\x0a\x01y\x12\x0c\x0a\x0a\x08\x01\x12\x06" /* output y */
                                "\x0a\x04\x08\x80\x80\x04"
                                "\x42\x02\x10\x0d"; /* operator set 13 */

/* y = ReduceMean (x) over height and width, x of shape [1, 4, 4, 3]: red, green or blue. */
static const char colors_onnx[]
    = "\x08\x08:i\x0a"
      "2\x0a\x01x\x12\x01y\x22\x0aReduceMe"
      "an*\x0d\x0a\x04"
      "axes@\x01@\x02\xa0\x01\x07*\x0f\x0a\x08k"
      "eepdims\x18\x00\xa0\x01\x02\x12\x01gZ\x1b\x0a\x01x\x12\x16"
      "\x0a\x14\x08\x01\x12\x10\x0a\x02\x08\x01\x0a\x02\x08\x04\x0a\x02\x08\x04\x0a\x02\x08\x03"
      "b\x13\x0a\x01y\x12\x0e\x0a\x0c\x08\x01\x12\x08\x0a\x02\x08\x01\x0a\x02\x08\x03"
      "B"
      "\x02\x10\x0d";

/* y = Flatten (GlobalAveragePool (x)), x of shape [1, 3, 4, 4]: the same. */
static const char planes_onnx[]
    = "\x08\x08:a\x0a\x19\x0a\x01x\x12\x01m\x22\x11GlobalAv"
      "eragePool\x0a\x0f\x0a\x01m\x12\x01y\x22\x07"
      "Fla"
      "tten\x12\x01gZ\x1b\x0a\x01x\x12\x16\x0a\x14\x08\x01\x12\x10\x0a\x02"
      "\x08\x01\x0a\x02\x08\x03\x0a\x02\x08\x04\x0a\x02\x08\x04"
      "b\x13\x0a\x01y\x12\x0e\x0a"
      "\x0c\x08\x01\x12\x08\x0a\x02\x08\x01\x0a\x02\x08\x03"
      "B\x02\x10\x0d";

/* A square of `side` pixels, `paper` all over but for its lower left quarter, which is `ink`. */
static void
write_quarter (Cli *cli, const char *name, int side, guint8 paper, guint8 ink)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      memset (gdk_pixbuf_get_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3,
              y >= side / 2 && x < side / 2 ? ink : paper, 3);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
}

static void
write_models (Cli *cli)
{
  cli_write (cli, "quarters.onnx", quarters_onnx, sizeof quarters_onnx - 1);
  cli_write (cli, "pair.onnx", pair_onnx, sizeof pair_onnx - 1);
  cli_write (cli, "colors.onnx", colors_onnx, sizeof colors_onnx - 1);
  cli_write (cli, "planes.onnx", planes_onnx, sizeof planes_onnx - 1);
}

/* Light in one quarter of four: e ÷ (e + 3) is 47.54 %, the others have (100 − 47.54) ÷ 3. */
static void
test_text (Cli *cli, gconstpointer data)
{
  write_models (cli);
  write_quarter (cli, "light.png", 64, 0, 255);
  cli_run (cli, "classify", "light.png", "--model", "quarters.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "light.png: 2 47.54 %\n");

  cli_write (cli, "labels.txt", "one\ntwo\nthree\r\nfour\n", 20);
  cli_run (cli, "classify", "light.png", "light.png", "--model", "quarters.onnx", "--labels",
           "labels.txt", "--top", "2", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (
      cli->out, ==,
      "light.png: three 47.54 %, one 17.49 %\nlight.png: three 47.54 %, one 17.49 %\n");
}

/* Ink on paper is seen as its negative, unless one says no; a network's pixel is the mean of what
 * it covers, and what is smaller than its input is drawn larger. */
static void
test_tone (Cli *cli, gconstpointer data)
{
  write_models (cli);
  write_quarter (cli, "ink.png", 50, 255, 0);
  cli_run (cli, "classify", "ink.png", "--model", "quarters.onnx", NULL);
  g_assert_cmpstr (cli->out, ==, "ink.png, as a negative: 2 47.54 %\n");
  cli_run (cli, "classify", "ink.png", "--model", "quarters.onnx", "--invert", "no", NULL);
  g_assert_cmpstr (cli->out, ==, "ink.png: 0 29.69 %\n");
  cli_run (cli, "classify", "ink.png", "--model", "quarters.onnx", "--invert", "yes", NULL);
  g_assert_cmpstr (cli->out, ==, "ink.png, as a negative: 2 47.54 %\n");
  /* One pixel, of the colour that is all around it: four times the same. */
  write_quarter (cli, "dot.png", 1, 100, 100);
  cli_run (cli, "classify", "dot.png", "--model", "quarters.onnx", NULL);
  g_assert_cmpstr (cli->out, ==, "dot.png: 0 25.00 %\n");
  cli_run (cli, "classify", "dot.png", "--model", "quarters.onnx", "--center", NULL);
  g_assert_cmpstr (cli->out, ==, "dot.png: 0 25.00 %\n");
}

/* What stands out is in the middle of all four: none is more than another. */
static void
test_center (Cli *cli, gconstpointer data)
{
  write_models (cli);
  write_quarter (cli, "light.png", 64, 0, 255);
  cli_run (cli, "classify", "light.png", "--model", "quarters.onnx", "--center", "--invert", "no",
           NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "light.png: 0 25.00 %\n");
}

/* Colours stay what they are, whichever axis they are on; they are never turned over unasked.
 * Numbers that add up to 1 are shares; 1, 0 and 1 are scores: e ÷ (2e + 1). */
static void
test_colors (Cli *cli, gconstpointer data)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 30, 20);
  g_autofree char *path = cli_path (cli, "green.png");
  g_autoptr (GError) error = NULL;

  write_models (cli);
  gdk_pixbuf_fill (pixbuf, 0x00ff00ff);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  cli_run (cli, "classify", "green.png", "--model", "colors.onnx", NULL);
  g_assert_cmpstr (cli->out, ==, "green.png: 1 100.00 %\n");
  cli_run (cli, "classify", "green.png", "--model", "planes.onnx", NULL);
  g_assert_cmpstr (cli->out, ==, "green.png: 1 100.00 %\n");
  cli_run (cli, "classify", "green.png", "--model", "planes.onnx", "--invert", "yes", NULL);
  g_assert_cmpstr (cli->out, ==, "green.png, as a negative: 0 42.23 %\n");
}

static void
test_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *all, *class;
  JsonArray *classes;

  write_models (cli);
  write_quarter (cli, "ink.png", 20, 255, 0);
  cli_run (cli, "classify", "ink.png", "--model", "quarters.onnx", "--json", "--top", "9", NULL);
  cli_assert_ended (cli, 0, NULL);
  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  all = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (all, "image"), ==, "ink.png");
  g_assert_true (json_object_get_boolean_member (all, "negative"));
  classes = json_object_get_array_member (all, "classes");
  g_assert_cmpuint (json_array_get_length (classes), ==, 4);
  class = json_array_get_object_element (classes, 0);
  g_assert_cmpint (json_object_get_int_member (class, "class"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (class, "label"), ==, "2");
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (class, "share"), 0.475367, 1e-5);
}

/* One picture that cannot be read stops no other. */
static void
test_bad_pictures (Cli *cli, gconstpointer data)
{
  write_models (cli);
  write_quarter (cli, "light.png", 64, 0, 255);
  cli_write (cli, "poem.png", "Mirror, mirror on the wall", 26);
  cli_run (cli, "classify", "poem.png", "light.png", "--model", "quarters.onnx", NULL);
  cli_assert_ended (cli, 1, "poem.png", NULL);
  g_assert_cmpstr (cli->out, ==, "light.png: 2 47.54 %\n");
  cli_run (cli, "classify", "nowhere.png", "--model", "quarters.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere.png", NULL);
}

static void
test_bad_models (Cli *cli, gconstpointer data)
{
  write_models (cli);
  write_quarter (cli, "light.png", 64, 0, 255);
  cli_run (cli, "classify", "light.png", "--model", "nowhere.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere.onnx", NULL);
  cli_run (cli, "classify", "light.png", "--model", "light.png", NULL);
  cli_assert_ended (cli, 1, "light.png", NULL);
  cli_run (cli, "classify", "light.png", "--model", "pair.onnx", NULL);
  cli_assert_ended (cli, 1, "pair.onnx", "input is 65536", NULL);
  cli_write (cli, "labels.txt", "one\ntwo\n", 8);
  cli_run (cli, "classify", "light.png", "--model", "quarters.onnx", "--labels", "labels.txt",
           NULL);
  cli_assert_ended (cli, 1, "labels.txt", "2", "4", NULL);
  cli_run (cli, "classify", "light.png", "--model", "quarters.onnx", "--labels", "no.txt", NULL);
  cli_assert_ended (cli, 1, "no.txt", NULL);
}

static void
test_bad_arguments (Cli *cli, gconstpointer data)
{
  cli_run (cli, "classify", NULL);
  cli_assert_ended (cli, 2, "no picture", NULL);
  cli_run (cli, "classify", "a.png", NULL);
  cli_assert_ended (cli, 2, "--model", NULL);
  cli_run (cli, "classify", "a.png", "--model", "a.onnx", "--top", "0", NULL);
  cli_assert_ended (cli, 2, "--top", "0", NULL);
  cli_run (cli, "classify", "a.png", "--model", "a.onnx", "--invert", "maybe", NULL);
  cli_assert_ended (cli, 2, "--invert", "maybe", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/classify/text", test_text);
  cli_add_test ("/cli/classify/tone", test_tone);
  cli_add_test ("/cli/classify/center", test_center);
  cli_add_test ("/cli/classify/colors", test_colors);
  cli_add_test ("/cli/classify/json", test_json);
  cli_add_test ("/cli/classify/bad-pictures", test_bad_pictures);
  cli_add_test ("/cli/classify/bad-models", test_bad_models);
  cli_add_test ("/cli/classify/bad-arguments", test_bad_arguments);
  return g_test_run ();
}
