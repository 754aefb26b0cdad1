/* A makeup layer: what kind of product, and how it is worn.
 *
 * A kind declares its own parameters (range, default, unit, label); look files are checked against
 * them and the interface is built from them. Adding a kind touches its own file, one line in the
 * registry (layer-kinds.h), one in meson.build, and its test. */
#pragma once

#include "image/color.h"
#include "makeup/layer-mask.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_PARAM_NUMBER,
  VANITY_PARAM_COLOR,
  VANITY_PARAM_CHOICE,
} VanityParamType;

/* One declared parameter. All strings are static; labels are marked for translation with N_ () and
 * translated where they are shown. */
typedef struct
{
  const char *id;    /* in look files, kebab case: "wing-length" */
  const char *label; /* N_ ("Wing length") */
  VanityParamType type;
  /* NUMBER */
  double minimum, maximum, step;
  double fallback;  /* the default */
  const char *unit; /* "" (a share), "mm" (on a face 140 mm wide), "°" … */
  /* COLOR: default, "#rrggbb" in sRGB: the pigment as a thick swatch under white light */
  const char *color;
  /* CHOICE: NULL-terminated ids and labels; the default is the first */
  const char *const *choices;
  const char *const *choice_labels;
} VanityParam;

#define VANITY_MAX_PARAMS 16

typedef union
{
  double number;
  guint32 color; /* 0xRRGGBB, sRGB */
  int choice;    /* index into choices */
} VanityValue;

typedef struct _VanityLayer VanityLayer;
typedef struct _VanityCanvas VanityCanvas;
typedef struct _VanityHints VanityHints;

/* What a kind belongs to, for people who look through many: in the order of a list. */
typedef enum
{
  VANITY_LAYER_GROUP_SKIN,
  VANITY_LAYER_GROUP_CHEEKS,
  VANITY_LAYER_GROUP_BROWS,
  VANITY_LAYER_GROUP_EYES,
  VANITY_LAYER_GROUP_LIPS,
  VANITY_LAYER_GROUP_RETOUCH,
  VANITY_LAYER_GROUP_HAIR,
  VANITY_N_LAYER_GROUPS
} VanityLayerGroup;

typedef struct
{
  const char *id;    /* "lipstick", in look files */
  const char *label; /* N_ ("Lipstick") */
  VanityLayerGroup group;
  unsigned hints;            /* VanityHint (makeup/hints.h): what it cannot be drawn without */
  const VanityParam *params; /* the first one is always "opacity", a share in [0, 1] */
  int n_params;
  gboolean paints; /* it can be laid by hand where it does not lie by itself: it has a colour that
                      means something anywhere on the face, as lashes have not */
  /* Lays this layer on the canvas at its full opacity. Never fails: a layer that cannot be drawn
   * on this face (eye shut, out of the photo) leaves the canvas as it is. */
  void (*draw) (const VanityLayer *layer, VanityCanvas *canvas);
  /* A sentence for people, translated, on what this layer does not do in this photo and why; NULL
   * where there is nothing to say. Free it. May be NULL: the kind never has anything to say. */
  char *(*get_note) (const VanityLayer *layer, const VanityHints *hints);
} VanityLayerKind;

#define VANITY_LAYER_MAX_PRODUCT 64

struct _VanityLayer
{
  const VanityLayerKind *kind;
  gboolean muted;
  VanityValue values[VANITY_MAX_PARAMS]; /* in the order of kind->params */
  /* Whether the person's own left side has values of its own: `left`; then `values` are those of
   * the right. FALSE: `left` means nothing. */
  gboolean uneven;
  VanityValue left[VANITY_MAX_PARAMS];
  VanityLayerMask *mask; /* what was erased and added by hand, owned; NULL: nothing */
  char product[VANITY_LAYER_MAX_PRODUCT + 1]; /* uid of the product it is worn as, or "" */
};

/* All kinds in the order in which they lie on the skin (foundation first), which is the order they
 * are drawn in whatever their order in a look. */
const VanityLayerKind *const *vanity_layer_kinds (int *n_kinds);
const VanityLayerKind *vanity_layer_kind_find (const char *id); /* or NULL */

/* A layer with every parameter at its default. */
VanityLayer *vanity_layer_new (const VanityLayerKind *kind);
VanityLayer *vanity_layer_copy (const VanityLayer *layer);
void vanity_layer_free (VanityLayer *layer);

/* Values by parameter id; asking for an id the kind does not declare is a programming error. */
double vanity_layer_get_number (const VanityLayer *layer, const char *id);
VanityRgb vanity_layer_get_color (const VanityLayer *layer, const char *id); /* linear light */
const char *vanity_layer_get_choice (const VanityLayer *layer, const char *id);

/* From outside: FALSE and VANITY_ERROR_VALUE naming layer, parameter, value and range. */
gboolean vanity_layer_set_number (VanityLayer *layer, const char *id, double value, GError **error);
gboolean vanity_layer_set_color (VanityLayer *layer, const char *id, const char *hex,
                                 GError **error);
gboolean vanity_layer_set_choice (VanityLayer *layer, const char *id, const char *choice,
                                  GError **error);
/* The product that the layer is worn as: a uid of the catalogue, 1 to 64 printable characters of
 * ASCII without spaces; NULL or "" for none. It says where the values came from and is not drawn.
 */
gboolean vanity_layer_set_product (VanityLayer *layer, const char *product, GError **error);

const char *vanity_layer_group_get_label (VanityLayerGroup group); /* translated: "Eyes" */

/* Values as such: of one parameter, whatever its type. */
VanityValue vanity_param_get_fallback (const VanityParam *param);
gboolean vanity_param_equal (const VanityParam *param, VanityValue one, VanityValue other);

/* Gives the left side values of its own, at first those of the right; or takes them from it. */
void vanity_layer_set_uneven (VanityLayer *layer, gboolean uneven);
/* Whether the left side looks other than the right. */
gboolean vanity_layer_has_sides (const VanityLayer *layer);
/* The layer that has on both sides what this one has on one; of an even one a copy. */
VanityLayer *vanity_layer_new_side (const VanityLayer *layer, gboolean left);
/* Of one side; writable, in the order of kind->params. An even layer has one set. */
VanityValue *vanity_layer_get_values (VanityLayer *layer, gboolean left);

/* Takes the mask over from what was there; NULL, or one that changes nothing, for none. Keeps a
 * reference of its own. */
void vanity_layer_set_mask (VanityLayer *layer, VanityLayerMask *mask);

/* Whether both look the same: kind, values, mask, muted, product. */
gboolean vanity_layer_equal (const VanityLayer *one, const VanityLayer *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLayer, vanity_layer_free)

G_END_DECLS
