#include "analysis-draw.h"

#include "base/random.h"
#include "skin/tone.h"

#include <math.h>

#define GREY 3 /* chroma of skin below which a photo has no colours */

static gboolean
get_skin (const VanityDatasetFace *face, VanityLab *skin)
{
  *skin = (VanityLab){ face->skin[0], face->skin[1], face->skin[2] };
  return hypot ((double)skin->a, (double)skin->b) >= GREY;
}

gboolean
draw_find_group (const VanityDatasetFace *face, VanitySkinGroup *group)
{
  VanityLab skin;

  if (!get_skin (face, &skin))
    return FALSE;
  *group = vanity_skin_tone_get_group (vanity_skin_tone_find (skin, NULL));
  return TRUE;
}

static gboolean
is_of (const VanityDatasetFace *face, VanityItaClass class)
{
  VanityLab skin;

  return face->split == VANITY_DATASET_VALIDATION && get_skin (face, &skin)
         && vanity_ita_class_find (vanity_skin_get_typology_angle (skin)) == class;
}

GArray *
draw_tones (const VanityDataset *set, guint64 seed, int count)
{
  GArray *drawn = g_array_new (FALSE, FALSE, sizeof (int));
  int n = vanity_dataset_get_count (set), next[VANITY_N_ITA_CLASSES] = { 0 };
  g_autofree int *order = g_new (int, n);
  gboolean any = TRUE;
  VanityRandom random;

  for (int i = 0; i < n; i++)
    order[i] = i;
  vanity_random_init (&random, seed);
  vanity_random_shuffle (&random, order, n);
  while (any && (int)drawn->len < count)
    {
      any = FALSE;
      for (int class = 0; class < VANITY_N_ITA_CLASSES && (int)drawn->len < count; class ++)
        {
          int *at = &next[class];

          while (*at < n && !is_of (vanity_dataset_get_face (set, order[*at]), class))
            ++*at;
          if (*at == n)
            continue;
          g_array_append_val (drawn, order[*at]);
          ++*at;
          any = TRUE;
        }
    }
  return drawn;
}
