#include "train-atlas.h"

#include "base/error.h"
#include "cli.h"
#include "face/atlas-region.h"
#include "npy.h"

#include <errno.h>

#define SIZE 256

static gboolean
save (const char *folder, const char *name, const VanityShape *shape, const float *values,
      GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return vanity_npy_save (path, shape, values, error);
}

static gboolean
save_maps (const char *folder, int size, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (size, error);
  gsize n = (gsize)size * (gsize)size;
  g_autofree float *regions = NULL, *mirror = NULL;

  if (!atlas)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s: cannot make this folder: %s",
                   folder, g_strerror (errno));
      return FALSE;
    }
  regions = g_new (float, n *VANITY_ATLAS_N_REGIONS);
  mirror = g_new (float, n);
  vanity_atlas_copy_regions (atlas, regions);
  for (gsize i = 0; i < n; i++)
    mirror[i] = (float)vanity_atlas_get_mirror (atlas)[i];
  return save (folder, "regions.npy", &VANITY_SHAPE (size, size, VANITY_ATLAS_N_REGIONS), regions,
               error)
         && save (folder, "mirror.npy", &VANITY_SHAPE (size, size), mirror, error);
}

int
vanity_train_atlas (int argc, char **argv)
{
  g_autofree char *text = NULL;
  const GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_STRING, &text,
      "Side of the chart in texels, a power of two from 32 to 1024 (256)", "S" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  double size = SIZE;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, "DIR",
                         "Writes what a generator of makeup is told of the chart that faces lie "
                         "on: DIR/regions.npy, S × S × 8, how much of each texel belongs to skin, "
                         "lips, mouth, eyes, lids, brows, cheeks and bare skin; DIR/mirror.npy, "
                         "S × S, the index of the texel on the face's other side.",
                         entries, &names, &status))
    return status;
  if (!names[0] || !*names[0] || names[1])
    return vanity_cli_usage ("name one folder, that for the maps");
  if (text && !vanity_cli_parse_number ("--size", text, 32, 1024, TRUE, &size))
    return VANITY_EXIT_USAGE;
  if (((int)size & ((int)size - 1)) != 0)
    return vanity_cli_usage ("--size is “%s”; it must be a power of two", text);
  return save_maps (names[0], (int)size, &error) ? VANITY_EXIT_DONE : vanity_cli_fail (error);
}
