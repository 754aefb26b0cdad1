/* What somebody took off a layer by hand, and what he laid on besides.
 *
 * Two maps in the face's atlas chart (face/atlas.h), so that they fit the face in every photo and
 * pose and hold nothing of the person but places. `erase` is the share that is taken off where the
 * layer lies by itself, 0 none … 255 all of it; `add` the share that is laid by hand where it does
 * not. A layer without a mask, or with a neutral one, lies as its kind draws it, to the bit.
 *
 * In look files a mask is a PNG in base64 (RFC 4648): 8 bits of grey, VANITY_LAYER_MASK_SIZE wide
 * and twice as high, `erase` above `add`. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_LAYER_MASK_SIZE 512
#define VANITY_LAYER_MASK_TEXELS (VANITY_LAYER_MASK_SIZE * VANITY_LAYER_MASK_SIZE)
/* The longest text that is read; noise, which nothing compresses, fits. */
#define VANITY_LAYER_MASK_MAX_TEXT (768 * 1024)

typedef struct _VanityLayerMask VanityLayerMask; /* immutable, reference counted */

typedef enum
{
  VANITY_MASK_ERASE,
  VANITY_MASK_ADD,
  VANITY_N_MASK_MAPS
} VanityMaskMap;

/* Copies maps of VANITY_LAYER_MASK_TEXELS values, rows from the top; NULL for one that is 0. */
VanityLayerMask *vanity_layer_mask_new (const guint8 *erase, const guint8 *add);
/* The same; what is as in `base` (may be NULL) is shared with it, so that a history of strokes
 * costs what each of them touched. */
VanityLayerMask *vanity_layer_mask_new_after (const VanityLayerMask *base, const guint8 *erase,
                                              const guint8 *add);
VanityLayerMask *vanity_layer_mask_ref (VanityLayerMask *mask);
void vanity_layer_mask_unref (VanityLayerMask *mask);

/* Of `mask`, or of none where that is NULL: then 0. */
void vanity_layer_mask_copy_map (const VanityLayerMask *mask, VanityMaskMap map,
                                 guint8 values[VANITY_LAYER_MASK_TEXELS]);
guint8 vanity_layer_mask_get (const VanityLayerMask *mask, VanityMaskMap map, int x, int y);
/* How many bytes of values it holds, shared or not. */
gsize vanity_layer_mask_get_size (const VanityLayerMask *mask);

/* Whether it changes nothing; NULL does not. */
gboolean vanity_layer_mask_is_neutral (const VanityLayerMask *mask);
/* Either may be NULL, which is the same as a neutral one. */
gboolean vanity_layer_mask_equal (const VanityLayerMask *one, const VanityLayerMask *other);
/* The mask of the face's other side; NULL for NULL. */
VanityLayerMask *vanity_layer_mask_new_mirrored (const VanityLayerMask *mask);

/* The look file's text; the same mask always gives the same. Free with g_free (). */
char *vanity_layer_mask_to_text (const VanityLayerMask *mask);
/* NULL and VANITY_ERROR_VALUE where it is not base64, not a PNG or one of another size or depth,
 * VANITY_ERROR_LIMIT where it is longer than VANITY_LAYER_MASK_MAX_TEXT. Whatever it says, nothing
 * larger than the two maps is made of it. */
VanityLayerMask *vanity_layer_mask_parse (const char *text, GError **error);

/* A point of a stroke, in the atlas chart ([0, 1], u to the person's left, v down) or in the photo
 * that the stroke is drawn on: see vanity_mask_stroke_new (). */
typedef struct
{
  float x, y;
  float pressure; /* of a pen, [0, 1]; 1 for whatever has none */
} VanityMaskPoint;

typedef struct
{
  VanityMaskMap tool;
  double radius;   /* in the unit of the points, > 0 */
  double feather;  /* share of the radius over which it fades out, [0, 1] */
  double flow;     /* how much one stroke takes or leaves where it is thickest, [0, 1] */
  gboolean mirror; /* the same on the face's other side */
} VanityMaskBrush;

/* The mask (NULL: none yet) with a stroke of `n` points in the atlas chart laid on it. Where a
 * stroke crosses itself it does not grow thicker; where it lies over another one both count. To add
 * is also to take back what was erased, and the other way round. */
VanityLayerMask *vanity_layer_mask_with_stroke (const VanityLayerMask *mask,
                                                const VanityMaskPoint *points, int n,
                                                const VanityMaskBrush *brush);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLayerMask, vanity_layer_mask_unref)

G_END_DECLS
