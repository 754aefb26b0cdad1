/* vanity-train atlas: the maps of the chart, as the networks here are given them. */
#include "cli-fixture.h"

#include "face/atlas-region.h"
#include "npy.h"

#define SIZE 64

static void
test_maps (Cli *cli, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, &error);
  g_autofree char *regions_path = cli_path (cli, "maps/regions.npy");
  g_autofree char *mirror_path = cli_path (cli, "maps/mirror.npy");
  g_autoptr (VanityNpy) regions = NULL;
  g_autoptr (VanityNpy) mirror = NULL;

  if (!atlas)
    {
      g_test_skip ("the canonical mesh is not installed");
      return;
    }
  cli_run (cli, "atlas", "maps", "--size", "64", NULL);
  cli_assert_ended (cli, 0, NULL);
  regions = vanity_npy_load (regions_path, &error);
  g_assert_no_error (error);
  mirror = vanity_npy_load (mirror_path, &error);
  g_assert_no_error (error);
  g_assert_true (
      vanity_shape_equal (&regions->shape, &VANITY_SHAPE (SIZE, SIZE, VANITY_ATLAS_N_REGIONS)));
  g_assert_true (vanity_shape_equal (&mirror->shape, &VANITY_SHAPE (SIZE, SIZE)));
  for (int i = 0; i < SIZE * SIZE; i++)
    {
      g_assert_cmpint ((int)mirror->values[i], ==, vanity_atlas_get_mirror (atlas)[i]);
      for (int k = 0; k < VANITY_ATLAS_N_REGIONS; k++)
        g_assert_cmpfloat (regions->values[i * VANITY_ATLAS_N_REGIONS + k], ==,
                           vanity_atlas_get_region (atlas, k)[i]);
    }
}

static void
test_usage (Cli *cli, gconstpointer data)
{
  cli_run (cli, "atlas", NULL);
  cli_assert_ended (cli, 2, "folder", NULL);
  cli_run (cli, "atlas", "maps", "--size", "100", NULL);
  cli_assert_ended (cli, 2, "--size", "100", NULL);
  cli_run (cli, "atlas", "maps", "--size", "2048", NULL);
  cli_assert_ended (cli, 2, "--size", "2048", NULL);
  g_assert_false (cli_has_file (cli, "maps"));
  cli_write (cli, "file", "", 0);
  cli_run (cli, "atlas", "file/maps", NULL);
  cli_assert_ended (cli, 1, "file/maps", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli_add_test ("/train/atlas/maps", test_maps);
  cli_add_test ("/train/atlas/usage", test_usage);
  return g_test_run ();
}
