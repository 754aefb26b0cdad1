#include "drawn-skin.h"

#include "base/random.h"
#include "face/atlas-region.h"
#include "texture/dataset.h"

static const float tone[3] = { 0.55f, 0.32f, 0.22f };

VanityTexture *
drawn_skin_new (int size, double light)
{
  const VanityAtlas *atlas = vanity_atlas_get (size, NULL);
  VanityTexture *texture;
  int n = size * size;
  VanityRandom random;

  if (atlas == NULL)
    {
      g_test_skip ("the canonical mesh is not installed");
      return NULL;
    }
  texture = g_new0 (VanityTexture, 1);
  texture->size = size;
  texture->rgb = g_new (float, 3 * n);
  texture->visibility = g_new (float, n);
  texture->shown = 1;
  texture->scale = 1;
  texture->skin_known = TRUE;
  texture->skin = vanity_lab_from_linear (
      (VanityRgb){ tone[0] * (float)light, tone[1] * (float)light, tone[2] * (float)light });
  vanity_random_init (&random, (guint64)(1000 * light));
  for (int i = 0; i < n; i++)
    {
      float rough = 1 + 0.02f * (float)vanity_random_normal (&random);

      for (int c = 0; c < 3; c++)
        texture->rgb[c * n + i] = tone[c] * (float)light * rough;
      texture->visibility[i] = vanity_atlas_get_triangle (atlas)[i] >= 0;
    }
  return texture;
}

static gboolean
get_skin (int index, guint8 *rgba, gpointer data, GError **error)
{
  g_autoptr (VanityTexture) texture = drawn_skin_new (*(int *)data, 0.3 + 0.1 * (index % 7));

  vanity_texture_encode (texture, rgba);
  return TRUE;
}

gboolean
drawn_skins_write (const char *path, int size, int count)
{
  g_autofree VanityDatasetFace *faces = g_new0 (VanityDatasetFace, count);
  g_autoptr (VanityTexture) texture = drawn_skin_new (size, 0.5);
  g_autoptr (GError) error = NULL;

  if (texture == NULL)
    return FALSE;
  for (int i = 0; i < count; i++)
    {
      g_snprintf (faces[i].name, sizeof faces[i].name, "%03d.jpg", i);
      faces[i].person = (guint64)i + 1;
      faces[i].split = i % 4 == 3 ? VANITY_DATASET_VALIDATION : VANITY_DATASET_TRAIN;
      faces[i].shown = 1;
      faces[i].scale = 1;
      faces[i].sharpness = 1;
      faces[i].skin[0] = texture->skin.L;
      faces[i].skin[1] = texture->skin.a;
      faces[i].skin[2] = texture->skin.b;
    }
  vanity_dataset_write (path, size, faces, count, get_skin, &size, NULL, &error);
  g_assert_no_error (error);
  return TRUE;
}
