/* vanity-cli model convert: a network as an ONNX file. */
#include "cli-model.h"
#include "model/onnx-write.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* Whether both names lead to one file that is there. */
static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

VanityExit
vanity_cli_convert (int argc, char **argv)
{
  g_auto (GStrv) sizes = NULL;
  const GOptionEntry entries[] = {
    VANITY_CLI_SHAPE_ENTRY (&sizes),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autofree VanityShape *shapes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (VanityGraph) graph = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;
  int n_shapes;

  if (!vanity_cli_parse (&argc, &argv, _ ("MODEL OUT.onnx"),
                         _ ("Writes a network as ONNX, with the inputs and outputs, and their "
                            "layout, that it has in its own file. MODEL is a file or the name of "
                            "an installed model."),
                         entries, &names, &status))
    return status;
  if (!names[0] || !*names[0])
    return vanity_cli_usage (_ ("no model is named"));
  if (!names[1] || !*names[1])
    return vanity_cli_usage (_ ("the file to write is not named"));
  if (names[2])
    return vanity_cli_usage (_ ("“%s” is one argument too many"), names[2]);
  if (!g_str_has_suffix (names[1], ".onnx"))
    return vanity_cli_usage (_ ("“%s” must end in .onnx"), names[1]);
  shapes = vanity_cli_parse_shapes (sizes, &n_shapes);
  if (!shapes)
    return VANITY_EXIT_USAGE;
  path = vanity_cli_find_model (names[0], &error);
  if (path && is_same_file (path, names[1]))
    return vanity_cli_usage (_ ("“%s” is the model that is read"), names[1]);
  graph = path ? vanity_model_load_shaped (path, shapes, n_shapes, &error) : NULL;
  if (!graph || !vanity_onnx_save (graph, names[1], &error))
    return vanity_cli_fail (error);
  return VANITY_EXIT_DONE;
}
