/* vanity-cli model profile: where the time of a network goes. */
#include "cli-model.h"
#include "json-line.h"
#include "nn/profile.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#define DEFAULT_RUNS 20
#define MAX_RUNS 1000000
#define MAX_THREADS 1024

/* A product and a sum. */
static double
get_gflops (gint64 multiply_adds, double ms)
{
  return ms > 0 ? 2 * (double)multiply_adds / ms / 1e6 : 0;
}

static double
sum_steps (const VanityProfile *profile)
{
  double sum = 0;

  for (int i = 0; i < profile->n_steps; i++)
    sum += profile->steps[i].ms;
  return sum;
}

/* "12.3", or a dash where nothing is multiplied, and the per cent of the peak. */
static void
append_speed (GString *text, const VanityProfile *profile, gint64 multiply_adds, double ms)
{
  double gflops = get_gflops (multiply_adds, ms);

  if (multiply_adds == 0)
    {
      vanity_cli_append_cell (text, "–", -10);
      vanity_cli_append_cell (text, "–", -7);
      return;
    }
  g_string_append_printf (text, "%10.1f", gflops);
  g_string_append_printf (text, "%6.0f%%", 100 * gflops / get_gflops (profile->peak, 1e3));
}

static char *
describe_as_text (const VanityProfile *profile, int n_runs)
{
  GString *text = g_string_new (NULL);
  double sum = sum_steps (profile);
  int width = g_utf8_strlen (_ ("output, channels last"), -1);

  for (int i = 0; i < profile->n_steps; i++)
    {
      g_autofree char *shape = vanity_shape_to_string (&profile->steps[i].shape);
      width = MAX (width, g_utf8_strlen (shape, -1));
    }
  vanity_cli_append_cell (text, _ ("step"), -5);
  g_string_append (text, "  ");
  vanity_cli_append_cell (text, _ ("operator"), 26);
  vanity_cli_append_cell (text, "ms", -9);
  vanity_cli_append_cell (text, _ ("share"), -8);
  vanity_cli_append_cell (text, "GFLOP/s", -10);
  vanity_cli_append_cell (text, _ ("peak"), -7);
  g_string_append (text, "  ");
  vanity_cli_append_cell (text, _ ("output, channels last"), width);
  g_string_append_printf (text, "  %s\n", _ ("node"));
  for (int i = 0; i < profile->n_steps; i++)
    {
      const VanityProfileStep *step = &profile->steps[i];
      g_autofree char *shape = vanity_shape_to_string (&step->shape);

      g_string_append_printf (text, "%5d  %-26s%9.4f%7.1f%%", i, step->op, step->ms,
                              100 * step->ms / sum);
      append_speed (text, profile, step->multiply_adds, step->ms);
      g_string_append (text, "  ");
      vanity_cli_append_cell (text, shape, width);
      g_string_append_printf (text, "  %s\n", step->name);
    }
  g_string_append (text, "       ");
  vanity_cli_append_cell (text, _ ("total"), 26);
  g_string_append_printf (text, "%9.4f%8s", profile->ms, "");
  append_speed (text, profile, profile->multiply_adds, profile->ms);
  g_string_append (text, "\n\n");
  g_string_append_printf (text, _ ("kernels  %s\n"), profile->kernels);
  g_string_append_printf (text, _ ("threads  %d\n"), profile->n_threads);
  g_string_append_printf (text, _ ("runs, of which the quickest counts  %d\n"), n_runs);
  g_string_append_printf (text, _ ("measured peak of multiply-adds  %.1f GFLOP/s\n"),
                          get_gflops (profile->peak, 1e3));
  return g_string_free (text, FALSE);
}

static void
add_times (JsonBuilder *json, gint64 multiply_adds, double ms)
{
  json_builder_set_member_name (json, "multiply_adds");
  json_builder_add_int_value (json, multiply_adds);
  json_builder_set_member_name (json, "ms");
  json_builder_add_double_value (json, ms);
  json_builder_set_member_name (json, "gflops");
  json_builder_add_double_value (json, get_gflops (multiply_adds, ms));
}

static char *
describe_as_json (const VanityProfile *profile, int n_runs)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "kernels");
  json_builder_add_string_value (json, profile->kernels);
  json_builder_set_member_name (json, "threads");
  json_builder_add_int_value (json, profile->n_threads);
  json_builder_set_member_name (json, "runs");
  json_builder_add_int_value (json, n_runs);
  json_builder_set_member_name (json, "peak_gflops");
  json_builder_add_double_value (json, get_gflops (profile->peak, 1e3));
  add_times (json, profile->multiply_adds, profile->ms);
  json_builder_set_member_name (json, "steps");
  json_builder_begin_array (json);
  for (int i = 0; i < profile->n_steps; i++)
    {
      const VanityProfileStep *step = &profile->steps[i];

      json_builder_begin_object (json);
      json_builder_set_member_name (json, "operator");
      json_builder_add_string_value (json, step->op);
      json_builder_set_member_name (json, "node");
      json_builder_add_string_value (json, step->name);
      json_builder_set_member_name (json, "shape");
      json_builder_begin_array (json);
      for (int k = 0; k < step->shape.rank; k++)
        json_builder_add_int_value (json, step->shape.dim[k]);
      json_builder_end_array (json);
      add_times (json, step->multiply_adds, step->ms);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

/* Takes `graph`. */
static VanityExit
print_profile (VanityGraph *graph, int n_threads, int n_runs, gboolean json)
{
  g_autoptr (VanityPool) pool = n_threads > 0 ? vanity_pool_new (n_threads) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, pool, &error);
  g_autoptr (VanityProfile) profile = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *text = NULL;

  if (!executor)
    return vanity_cli_fail (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i));
      float *input = vanity_executor_get_input (executor, i);

      for (gint64 k = 0; k < n; k++)
        input[k] = (float)g_rand_double (random);
    }
  profile = vanity_profile_new (executor, n_runs, NULL, &error);
  if (!profile)
    return vanity_cli_fail (error);
  text = json ? describe_as_json (profile, n_runs) : describe_as_text (profile, n_runs);
  return vanity_cli_print (text);
}

VanityExit
vanity_cli_profile (int argc, char **argv)
{
  g_auto (GStrv) sizes = NULL;
  g_autofree char *threads = NULL;
  g_autofree char *runs = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "threads", 't', 0, G_OPTION_ARG_STRING, &threads,
      N_ ("On how many threads to run; without it, on all cores"), "N" },
    { "runs", 'r', 0, G_OPTION_ARG_STRING, &runs,
      N_ ("How often to run; of each step the quickest counts (20)"), "N" },
    VANITY_CLI_SHAPE_ENTRY (&sizes),
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_ ("Print one line of JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autofree VanityShape *shapes = NULL;
  g_autoptr (GError) error = NULL;
  double n_threads = 0, n_runs = DEFAULT_RUNS;
  VanityGraph *graph;
  VanityExit status;
  int n_shapes;

  if (!vanity_cli_parse (
          &argc, &argv, _ ("MODEL"),
          _ ("Runs a network on numbers made up and tells how long each step takes, how fast it "
             "is beside the most this machine can do, and its share of the whole. A step is an "
             "operator with what is done along with it. MODEL is a file or the name of an "
             "installed model."),
          entries, &names, &status))
    return status;
  if (!names[0] || !*names[0])
    return vanity_cli_usage (_ ("no model is named"));
  if (names[1])
    return vanity_cli_usage (_ ("“%s” is one argument too many"), names[1]);
  if (threads && !vanity_cli_parse_number ("--threads", threads, 1, MAX_THREADS, TRUE, &n_threads))
    return VANITY_EXIT_USAGE;
  if (runs && !vanity_cli_parse_number ("--runs", runs, 1, MAX_RUNS, TRUE, &n_runs))
    return VANITY_EXIT_USAGE;
  shapes = vanity_cli_parse_shapes (sizes, &n_shapes);
  if (!shapes)
    return VANITY_EXIT_USAGE;
  graph = vanity_cli_load_model (names[0], shapes, n_shapes, &error);
  return graph ? print_profile (graph, (int)n_threads, (int)n_runs, json) : vanity_cli_fail (error);
}
