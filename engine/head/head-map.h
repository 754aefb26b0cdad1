/* The whole head in a photo, told apart pixel by pixel: hair, skin, lips, brows, eyes, and all
 * else.
 *
 * What is what:
 *
 *   skin        face, ears, neck, a bald scalp, and hands where they are seen; beard and stubble
 *               too, as in CelebAMask-HQ (Lee et al., MaskGAN, 2020)
 *   hair        of the head alone
 *   lips        their red, without what is seen between them
 *   brows, eyes   the hair of the brows; the openings of the eyes
 *   background  all else: clothes, hats and scarves, jewellery, teeth, what is behind
 *
 * Glasses are what is seen through and around them: thin frames are not told apart.
 *
 * The map is made by a network of our own (head/head-network.h) out of the photo, the face's mesh
 * and, where its network is installed, the map of the person (face/segment.h). */
#pragma once

#include "face/face.h"
#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_HEAD_BACKGROUND,
  VANITY_HEAD_SKIN,
  VANITY_HEAD_HAIR,
  VANITY_HEAD_LIPS,
  VANITY_HEAD_BROWS,
  VANITY_HEAD_EYES,
  VANITY_HEAD_N_CLASSES
} VanityHeadClass;

typedef struct
{
  VanityRect region;  /* square, photo pixels; may reach beyond the photo, where there is nothing
                         but background */
  int side;           /* cells along a side; cell (i, j) covers 1 / side of the region each way */
  float *probability; /* VANITY_HEAD_N_CLASSES planes of side², row by row, [0, 1]; a cell's sum to
                         1 */
  float sure;         /* mean over the cells in the photo of the largest probability, [0, 1] */
} VanityHeadMap;

typedef struct _VanityHeadParser VanityHeadParser;

/* With the weights that come with Vanity: VANITY_ERROR_MISSING where it was built without. They are
 * loaded once. */
VanityHeadParser *vanity_head_parser_new (GError **error);
void vanity_head_parser_free (VanityHeadParser *parser);

/* Maps the head of `face`, which was found in `image`. One call at a time per parser. NULL with
 * VANITY_ERROR_VALUE where the face's points are not finite, form no face or lie outside the photo,
 * and where the network gives what is not a number; when cancelled or out of memory. */
VanityHeadMap *vanity_head_parser_run (VanityHeadParser *parser, const VanityImage *image,
                                       const VanityFace *face, GCancellable *cancellable,
                                       GError **error);
void vanity_head_map_free (VanityHeadMap *map);

/* Bilinear at (x, y) in photo pixels, continuous; outside the region all is background. */
float vanity_head_map_get (const VanityHeadMap *map, VanityHeadClass class, double x, double y);
/* The likeliest class there. */
VanityHeadClass vanity_head_map_find (const VanityHeadMap *map, double x, double y);

/* A word for a person, in English: "hair". */
const char *vanity_head_class_get_name (VanityHeadClass class);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHeadParser, vanity_head_parser_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHeadMap, vanity_head_map_free)

G_END_DECLS
