/* vanity-cli model: what a network is made of, and where its time goes. */
#include "cli-fixture.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Messages of protobuf: a field is its number and type, its length, its bytes.
 *
 * y = MatMul (x, w), then Relu; x of shape [n, 2] with n left open, w of shape [2, 3]. */
static const char matrix_onnx[] = "\x08\x08" /* IR version 8 */
                                  "\x3a\x75" /* graph */
                                  "\x0a\x11\x0a\x01x\x0a\x01w\x12\x01m\x22\x06MatMul" /* nodes */
                                  "\x0a\x0c\x0a\x01m\x12\x01y\x22\x04Relu"
                                  "\x12\x01g"                                         /* its name */
                                  "\x2a\x23\x08\x02\x08\x03\x10\x01\x42\x01w\x4a\x18" /* w */
                                  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                  "\x5a\x14\x0a\x01x\x12\x0f\x0a\x0d\x08\x01\x12\x09" /* input x */
                                  "\x0a\x03\x12\x01n\x0a\x02\x08\x02"
                                  "\x62\x14\x0a\x01y\x12\x0f\x0a\x0d\x08\x01\x12\x09" /* output y */
                                  "\x0a\x03\x12\x01n\x0a\x02\x08\x03"
                                  "\x42\x02\x10\x0d"; /* operator set 13 */

static void
assert_has (Cli *cli, const char *text)
{
  if (!strstr (cli->out, text))
    g_error ("“%s” is not in\n%s", text, cli->out);
}

/* The numbers are those on paper: 5 × 2 × 3 products and 5 × 3 elements of Relu. */
static void
test_info (Cli *cli, gconstpointer data)
{
  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "info", "matrix.onnx", "--shape", "5, 2", NULL);
  cli_assert_ended (cli, 0, NULL);
  assert_has (cli, "input  x  5×2\n");
  assert_has (cli, "output  y  5×3\n");
  assert_has (cli, "MatMul                           1              30\n");
  assert_has (cli, "Relu                             1              15\n");
  assert_has (cli, "\nnodes  2\n");
  assert_has (cli, "\nmultiply-adds  45\n");
  assert_has (cli, "\nparameters  6\n");
  assert_has (cli, "\nbytes of parameters, as float32  24\n");
  assert_has (cli, "\nbytes of memory, to run  ");

  cli_run (cli, "model", "info", "matrix.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  assert_has (cli, "input  x  1×2\n");
  assert_has (cli, "\nmultiply-adds  9\n");
}

static void
test_nodes (Cli *cli, gconstpointer data)
{
  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "info", "matrix.onnx", "--nodes", "--shape", "5,2", NULL);
  cli_assert_ended (cli, 0, NULL);
  assert_has (cli, "    0  MatMul                                  30  5×3  m\n");
  assert_has (cli, "    1  Relu                                    15  5×3  y\n");
}

static void
test_profile (Cli *cli, gconstpointer data)
{
  double ms = 0, share = 0;

  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "profile", "matrix.onnx", "--shape", "500,2", "--threads", "1", "--runs",
           "3", NULL);
  cli_assert_ended (cli, 0, NULL);
  /* Relu is done along with the product. */
  assert_has (cli, "    0  MatMul  ");
  assert_has (cli, "%  500×3                  m\n");
  g_assert_null (strstr (cli->out, "Relu"));
  g_assert_cmpint (sscanf (strstr (cli->out, "MatMul"), "MatMul %lf %lf%%", &ms, &share), ==, 2);
  g_assert_cmpfloat (ms, >, 0);
  g_assert_cmpfloat (share, ==, 100);
  assert_has (cli, "       total  ");
  assert_has (cli, "\nthreads  1\n");
  assert_has (cli, "\nruns, of which the quickest counts  3\n");
  assert_has (cli, " GFLOP/s\n");
}

/* On paper: 500 × 2 × 3 products; billions of operations a second are twice that by the time. */
static void
test_profile_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *all, *step;
  double ms, gflops;

  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "profile", "matrix.onnx", "--shape", "500,2", "--json", NULL);
  cli_assert_ended (cli, 0, NULL);
  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  all = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (all, "runs"), ==, 20);
  g_assert_cmpfloat (json_object_get_double_member (all, "peak_gflops"), >, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (all, "steps")), ==, 1);
  step = json_array_get_object_element (json_object_get_array_member (all, "steps"), 0);
  g_assert_cmpstr (json_object_get_string_member (step, "operator"), ==, "MatMul");
  g_assert_cmpint (json_object_get_int_member (step, "multiply_adds"), ==, 3000);
  ms = json_object_get_double_member (step, "ms");
  gflops = json_object_get_double_member (step, "gflops");
  g_assert_cmpfloat_with_epsilon (gflops * ms * 1e6, 6000, 0.01);
}

/* One set of kernels by name, and a name that is none. */
static void
test_cpu (Cli *cli, gconstpointer data)
{
  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  g_setenv ("VANITY_CPU", "portable", TRUE);
  cli_run (cli, "model", "profile", "matrix.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  assert_has (cli, "\nkernels  portable\n");
  g_setenv ("VANITY_CPU", "abacus", TRUE);
  cli_run (cli, "model", "profile", "matrix.onnx", NULL);
  cli_assert_ended (cli, 1, "VANITY_CPU", "abacus", "portable", NULL);
  g_unsetenv ("VANITY_CPU");
}

/* What is written can be read, and is the same network; so is what is written of that. */
static void
test_convert (Cli *cli, gconstpointer data)
{
  g_autofree char *info = NULL;

  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_write (cli, "out.onnx", "old", 3);
  cli_run (cli, "model", "info", "matrix.onnx", "--nodes", "--shape", "5,2", NULL);
  info = g_strdup (cli->out);
  cli_run (cli, "model", "convert", "matrix.onnx", "out.onnx", "--shape", "5,2", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, "");
  cli_run (cli, "model", "info", "out.onnx", "--nodes", NULL);
  cli_assert_ended (cli, 0, NULL);
  g_assert_cmpstr (cli->out, ==, info);
  cli_run (cli, "model", "convert", "out.onnx", "again.onnx", NULL);
  cli_assert_ended (cli, 0, NULL);
  cli_run (cli, "model", "info", "again.onnx", "--nodes", NULL);
  g_assert_cmpstr (cli->out, ==, info);
  g_assert_cmpuint (cli_count_files (cli, "."), ==, 3);
}

/* Whatever is wrong, no file is made or changed. */
static void
test_bad_convert (Cli *cli, gconstpointer data)
{
  static const char *const cramped[] = { "model", "convert", "matrix.onnx", "out.onnx", NULL };
  g_autofree char *folder = cli_path (cli, "folder.onnx");
  g_autofree char *link = cli_path (cli, "link.onnx");
  g_autofree char *text = NULL;
  gsize size;

  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_write (cli, "poem.onnx", "Mirror, mirror on the wall", 26);
  cli_write (cli, "old.onnx", "old", 3);
  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  g_assert_cmpint (symlink ("matrix.onnx", link), ==, 0);

  cli_run (cli, "model", "convert", NULL);
  cli_assert_ended (cli, 2, "model convert", "no model", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", NULL);
  cli_assert_ended (cli, 2, "not named", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "out.onnx", "more.onnx", NULL);
  cli_assert_ended (cli, 2, "more.onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "out.jpg", NULL);
  cli_assert_ended (cli, 2, "out.jpg", ".onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "matrix.onnx", NULL);
  cli_assert_ended (cli, 2, "matrix.onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "./link.onnx", NULL);
  cli_assert_ended (cli, 2, "link.onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "out.onnx", "--nodes", NULL);
  cli_assert_ended (cli, 2, "--nodes", NULL);
  cli_run (cli, "model", "convert", "nowhere.onnx", "old.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere.onnx", NULL);
  cli_run (cli, "model", "convert", "poem.onnx", "old.onnx", NULL);
  cli_assert_ended (cli, 1, "poem.onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "none/out.onnx", NULL);
  cli_assert_ended (cli, 1, "none/out.onnx", NULL);
  cli_run (cli, "model", "convert", "matrix.onnx", "folder.onnx", NULL);
  cli_assert_ended (cli, 1, "folder.onnx", NULL);
  cli_run_cramped (cli, 64, cramped);
  cli_assert_ended (cli, 1, "out.onnx", NULL);

  cli_read (cli, "old.onnx", &text, &size);
  g_assert_cmpuint (size, ==, 3);
  g_assert_cmpuint (cli_count_files (cli, "."), ==, 5);
}

static void
test_bad_arguments (Cli *cli, gconstpointer data)
{
  cli_run (cli, "model", NULL);
  cli_assert_ended (cli, 2, "info", NULL);
  cli_run (cli, "model", "sing", "a.onnx", NULL);
  cli_assert_ended (cli, 2, "info", NULL);
  cli_run (cli, "model", "info", NULL);
  cli_assert_ended (cli, 2, "no model", NULL);
  cli_run (cli, "model", "info", "", NULL);
  cli_assert_ended (cli, 2, "no model", NULL);
  cli_run (cli, "model", "info", "a.onnx", "b.onnx", NULL);
  cli_assert_ended (cli, 2, "b.onnx", NULL);
  cli_run (cli, "model", "info", "a.onnx", "--shape", "1,x", NULL);
  cli_assert_ended (cli, 2, "--shape", "x", NULL);
  cli_run (cli, "model", "info", "a.onnx", "--shape", "", NULL);
  cli_assert_ended (cli, 2, "--shape", NULL);
  cli_run (cli, "model", "info", "a.onnx", "--shape", "1,0", NULL);
  cli_assert_ended (cli, 2, "--shape", "0", NULL);
  cli_run (cli, "model", "info", "a.onnx", "--shape", "1,1,1,1,1,1,1,1,1", NULL);
  cli_assert_ended (cli, 2, "--shape", "8", NULL);
  cli_run (cli, "model", "profile", NULL);
  cli_assert_ended (cli, 2, "model profile", "no model", NULL);
  cli_run (cli, "model", "profile", "a.onnx", "b.onnx", NULL);
  cli_assert_ended (cli, 2, "b.onnx", NULL);
  cli_run (cli, "model", "profile", "a.onnx", "--threads", "0", NULL);
  cli_assert_ended (cli, 2, "--threads", "0", NULL);
  cli_run (cli, "model", "profile", "a.onnx", "--runs", "many", NULL);
  cli_assert_ended (cli, 2, "--runs", "many", NULL);
  cli_run (cli, "model", "profile", "a.onnx", NULL);
  cli_assert_ended (cli, 1, "a.onnx", NULL);
}

static void
test_bad_model (Cli *cli, gconstpointer data)
{
  g_autofree char *altered = g_memdup2 (matrix_onnx, sizeof matrix_onnx);

  cli_run (cli, "model", "info", "nowhere.onnx", NULL);
  cli_assert_ended (cli, 1, "nowhere.onnx", NULL);
  cli_write (cli, "poem.onnx", "Mirror, mirror on the wall", 26);
  cli_run (cli, "model", "info", "poem.onnx", NULL);
  cli_assert_ended (cli, 1, "poem.onnx", NULL);
  for (gsize size = 0; size < sizeof matrix_onnx - 1; size += 7)
    {
      cli_write (cli, "cut.onnx", matrix_onnx, size);
      cli_run (cli, "model", "info", "cut.onnx", NULL);
      cli_assert_ended (cli, 1, "cut.onnx", NULL);
    }
  memcpy (strstr (altered, "MatMul"), "MutMal", 6);
  cli_write (cli, "unknown.onnx", altered, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "info", "unknown.onnx", NULL);
  cli_assert_ended (cli, 1, "unknown.onnx", "MutMal", NULL);
  cli_write (cli, "matrix.onnx", matrix_onnx, sizeof matrix_onnx - 1);
  cli_run (cli, "model", "info", "matrix.onnx", "--shape", "500000000,2", NULL);
  cli_assert_ended (cli, 1, "matrix.onnx", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/cli/model/info", test_info);
  cli_add_test ("/cli/model/nodes", test_nodes);
  cli_add_test ("/cli/model/profile", test_profile);
  cli_add_test ("/cli/model/profile-json", test_profile_json);
  cli_add_test ("/cli/model/cpu", test_cpu);
  cli_add_test ("/cli/model/convert", test_convert);
  cli_add_test ("/cli/model/bad-convert", test_bad_convert);
  cli_add_test ("/cli/model/bad-arguments", test_bad_arguments);
  cli_add_test ("/cli/model/bad-model", test_bad_model);
  return g_test_run ();
}
