#include "transfer/recipe.h"

#include "base/parallel.h"
#include "image/color.h"
#include "makeup/layer-kinds.h"
#include "transfer/paint.h"
#include "transfer/recipe-part.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Looks are searched for in an atlas no larger than this: what they leave open is not in fewer
 * texels than these. */
#define SEARCH_SIZE 128
/* Numbers of the look are kept to 1 ÷ this. */
#define PRECISION 100
/* From here on a texel counts as seen, and as part of a region. */
#define SEEN 0.5f
#define PART 0.5f

void
vanity_recipe_free (VanityRecipe *recipe)
{
  if (recipe == NULL)
    return;
  vanity_look_unref (recipe->look);
  g_array_unref (recipe->entries);
  g_free (recipe);
}

gboolean
vanity_recipe_wear (const VanityTexture *texture, const VanityLook *look, float *rgb,
                    GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, error);

  return atlas != NULL
         && vanity_paint_texture (atlas, texture->rgb, texture->visibility, look, rgb, NULL, error);
}

static VanityLab
get_lab (const float *rgb, int n, int i)
{
  return vanity_lab_from_linear ((VanityRgb){ rgb[i], rgb[n + i], rgb[2 * n + i] });
}

void
vanity_recipe_compare (const VanityTexture *texture, const float *one, const float *other,
                       double difference[VANITY_N_TINTS])
{
  const VanityAtlas *atlas = vanity_atlas_get (texture->size, NULL);
  int n = texture->size * texture->size;

  for (int k = 0; k < VANITY_N_TINTS; k++)
    {
      const float *region
          = atlas != NULL ? vanity_atlas_get_region (atlas, vanity_tint_get_region (k)) : NULL;
      double sum = 0;
      int count = 0;

      for (int i = 0; region != NULL && i < n; i++)
        if (region[i] >= PART && texture->visibility[i] >= SEEN)
          {
            sum += vanity_lab_delta_e2000 (get_lab (one, n, i), get_lab (other, n, i));
            count++;
          }
      difference[k] = count > 0 ? sum / count : (double)NAN;
    }
}

/* Planes at half the size. */
static float *
halve (const float *planes, int n_planes, int size)
{
  int half = size / 2;
  float *halved = g_new (float, (gsize)n_planes *half *half);

  for (int k = 0; k < n_planes; k++)
    for (int y = 0; y < half; y++)
      for (int x = 0; x < half; x++)
        {
          const float *from = planes + (k * size + 2 * y) * size + 2 * x;

          halved[(k * half + y) * half + x]
              = 0.25f * (from[0] + from[1] + from[size] + from[size + 1]);
        }
  return halved;
}

/* The face, and what it is to look like, at the size that is searched. */
typedef struct
{
  VanityTexture texture;
  float *wanted;
} Small;

static void
small_init (Small *small, const VanityTexture *texture, const float *wanted)
{
  gsize n = (gsize)texture->size * texture->size;

  small->texture = *texture;
  small->texture.rgb = g_memdup2 (texture->rgb, sizeof (float) * 3 * n);
  small->texture.visibility = g_memdup2 (texture->visibility, sizeof (float) * n);
  small->wanted = g_memdup2 (wanted, sizeof (float) * 3 * n);
  while (small->texture.size > SEARCH_SIZE)
    {
      Small large = *small;

      small->texture.rgb = halve (large.texture.rgb, 3, large.texture.size);
      small->texture.visibility = halve (large.texture.visibility, 1, large.texture.size);
      small->wanted = halve (large.wanted, 3, large.texture.size);
      small->texture.size /= 2;
      g_free (large.texture.rgb);
      g_free (large.texture.visibility);
      g_free (large.wanted);
    }
}

static void
small_clear (Small *small)
{
  g_free (small->texture.rgb);
  g_free (small->texture.visibility);
  g_free (small->wanted);
}

typedef VanityLook *(*Find) (const VanityRecipeView *view, const VanityLook *under,
                             GCancellable *cancellable, GError **error);

enum
{
  SKIN,
  LIPS,
  CHEEKS,
  BROWS,
  EYES,
  N_PARTS
};

static const Find finds[N_PARTS]
    = { vanity_recipe_find_skin, vanity_recipe_find_lips, vanity_recipe_find_cheeks,
        vanity_recipe_find_brows, vanity_recipe_find_eyes };

typedef struct
{
  const VanityRecipeView *view;
  GCancellable *cancellable;
  int first;         /* of the parts that are looked for at once */
  VanityLook *under; /* what all of them lie on */
  VanityLook *looks[N_PARTS];
  GError *errors[N_PARTS];
} Work;

static void
find_part (gpointer data, int index, int worker)
{
  Work *work = data;
  int part = work->first + index;

  work->looks[part] = finds[part](work->view, work->under, work->cancellable, &work->errors[part]);
}

/* Numbers as somebody would write them. */
static void
round_numbers (VanityLayer *layer)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    if (layer->kind->params[i].type == VANITY_PARAM_NUMBER)
      layer->values[i].number = round (layer->values[i].number * PRECISION) / PRECISION;
}

/* Adds the layers of `from`, as they lie on the skin. */
static void
add_layers (VanityLook *look, const VanityLook *from)
{
  int n_kinds;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n_kinds);

  for (int k = 0; from != NULL && k < n_kinds; k++)
    {
      const VanityLayer *layer = vanity_recipe_get (from, kinds[k]);
      int at = 0;

      if (layer == NULL)
        continue;
      for (int below = 0; below < k; below++)
        at += vanity_recipe_get (look, kinds[below]) != NULL;
      g_ptr_array_insert (look->layers, at, vanity_layer_copy (layer));
      round_numbers (g_ptr_array_index (look->layers, at));
    }
}

/* Parts from `first` up to, but not with, `end`, and lays them under what comes next. */
static void
find_parts (Work *work, int first, int end)
{
  work->first = first;
  /* One alone has all threads to itself. */
  if (end - first == 1)
    find_part (work, 0, 0);
  else
    vanity_pool_run (vanity_pool_get_default (), find_part, work, end - first);
  for (int part = first; part < end; part++)
    add_layers (work->under, work->looks[part]);
}

/* Skin, then lips, cheeks and brows at once, then what lies on the lids above them. */
static VanityLook *
find_look (const VanityRecipeView *view, GCancellable *cancellable, GError **error)
{
  Work work = { .view = view, .cancellable = cancellable };
  gboolean failed = FALSE;

  work.under = vanity_look_new ("copied", _ ("Copied makeup"));
  find_parts (&work, SKIN, LIPS);
  find_parts (&work, LIPS, EYES);
  find_parts (&work, EYES, N_PARTS);
  for (int part = 0; part < N_PARTS; part++)
    {
      failed = failed || work.looks[part] == NULL;
      vanity_look_unref (work.looks[part]);
      if (work.errors[part] != NULL && error != NULL && *error == NULL)
        g_propagate_error (error, g_steal_pointer (&work.errors[part]));
      g_clear_error (&work.errors[part]);
    }
  if (!failed && !g_cancellable_set_error_if_cancelled (cancellable, error))
    return work.under;
  vanity_look_unref (work.under);
  return NULL;
}

VanityRecipe *
vanity_recipe_new (const VanityTexture *texture, const VanityChange *change,
                   const double strength[VANITY_N_CHANGES], GCancellable *cancellable,
                   GError **error)
{
  gsize n = (gsize)texture->size * texture->size;
  g_autofree float *wanted = g_new (float, 3 * n);
  g_autofree float *worn = g_new (float, 3 * n);
  g_autoptr (VanityRecipe) recipe = g_new0 (VanityRecipe, 1);
  VanityRecipeView view = { 0 };
  Small small;
  gboolean told;

  g_return_val_if_fail (change->size == texture->size, NULL);
  vanity_change_apply (change, texture->rgb, strength, wanted);
  recipe->entries = g_array_new (FALSE, TRUE, sizeof (VanityRecipeEntry));
  small_init (&small, texture, wanted);
  view.texture = &small.texture;
  view.wanted = small.wanted;
  view.atlas = vanity_atlas_get (small.texture.size, error);
  if (view.atlas != NULL)
    recipe->look = find_look (&view, cancellable, error);
  told = recipe->look != NULL && vanity_recipe_tell (&view, recipe->look, recipe->entries, error);
  small_clear (&small);
  if (!told || !vanity_recipe_wear (texture, recipe->look, worn, error))
    return NULL;
  vanity_recipe_compare (texture, worn, wanted, recipe->difference);
  return g_steal_pointer (&recipe);
}
