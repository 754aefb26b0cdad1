/* The recipe of a change: the ordinary look that explains it.
 *
 * A change (transfer/change.h) is planes of numbers. Its recipe is products with a shade, a finish
 * and a place, which open in the list of layers, are edited there and saved like any look, and of
 * which each is told in numbers.
 *
 * Found by synthesis: looks are laid on the wearer's face in the atlas by the renderer's own layers
 * (makeup/render.h), and their parameters moved until what is seen is what the change makes of the
 * face: Gauss–Newton steps with a robust weight (Huber, 1964) on CIE Lab differences, the axes
 * scaled as CIE94 does, part by part; kinds of finish, placements and layers are tried, and stay
 * where they explain enough to be worth it. Where the change does nothing there is no layer. */
#pragma once

#include "makeup/look.h"
#include "transfer/change.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One product, or one powder of an eyeshadow. */
typedef struct
{
  const VanityLayerKind *kind;
  const char *zone;   /* "lid", "crease", "outer", "inner" or "lower" of eyeshadow; else NULL */
  guint layer;        /* its place in look->layers */
  guint32 seen;       /* how it looks on the wearer: 0xRRGGBB, sRGB; median of where it lies */
  VanityLab lab;      /* the same */
  VanityLab relative; /* the same minus the wearer's bare skin; 0 where that is not known */
  guint32 shade;      /* the product: a thick swatch under white light, 0xRRGGBB, sRGB */
  VanityLab shade_lab;
  double coverage;    /* how much of what lies underneath it hides where it is thickest, [0, 1] */
  const char *finish; /* "matte", "satin", "gloss", "shimmer" or "metallic"; NULL: has none */
  const char *placement; /* of blush its own word; of eyeliner "wing" or "line"; of lipstick
                            "full" or "gradient", of lashes their shape; else NULL */
} VanityRecipeEntry;

typedef struct
{
  VanityLook *look; /* in no layer where nothing was changed; may be renamed by who shows it */
  GArray *entries;  /* VanityRecipeEntry, in the order of the look's layers */
  /* Mean CIEDE2000 between the look and the change in each region, as vanity_recipe_compare (). */
  double difference[VANITY_N_TINTS];
} VanityRecipe;

/* Of `change` on the wearer's `texture`, with `strength` of each part in [0, 1.5] (NULL: all 1) as
 * vanity_change_apply () takes it. Both of one size. Skin that is hidden is passed over. The same
 * in, the same out, whatever the number of threads. NULL when cancelled, or out of memory
 * (VANITY_ERROR_LIMIT), or without the canonical mesh (_MISSING). */
VanityRecipe *vanity_recipe_new (const VanityTexture *texture, const VanityChange *change,
                                 const double strength[VANITY_N_CHANGES], GCancellable *cancellable,
                                 GError **error);
void vanity_recipe_free (VanityRecipe *recipe);

/* The texture wearing a look, three planes of linear light: what a recipe is compared by. */
gboolean vanity_recipe_wear (const VanityTexture *texture, const VanityLook *look, float *rgb,
                             GError **error);

/* Mean CIEDE2000 between two states of the face, three planes of linear light each, over those
 * texels of each region that are seen; NaN where none is. */
void vanity_recipe_compare (const VanityTexture *texture, const float *one, const float *other,
                            double difference[VANITY_N_TINTS]);

/* As an object:
 *
 *   { "layers": [ { "kind": "eyeshadow", "zone": "lid", "color": "#…", "lab": [L, a, b],
 *                   "relative": [L, a, b], "shade": "#…", "shadeLab": [L, a, b],
 *                   "coverage": 0…1, "finish": "…", "placement": "…" }, … ],
 *     "difference": { "lips": …, "lids": …, "cheeks": …, "brows": … } }
 *
 * `zone`, `finish`, `placement` and regions that are not seen are left out where there is none. */
JsonNode *vanity_recipe_to_json (const VanityRecipe *recipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRecipe, vanity_recipe_free)

G_END_DECLS
