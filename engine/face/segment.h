/* Where a person is: selfie segmentation. */
#pragma once

#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanitySegmenter VanitySegmenter;

#define VANITY_PERSON_MAP_SIDE 256

/* The probability of a person (with hair and clothes) over a part of the photo, whatever its
 * aspect: cell (i, j) covers 1 / 256 of the region each way. */
typedef struct
{
  VanityRect region;                                                  /* photo pixels */
  float probability[VANITY_PERSON_MAP_SIDE * VANITY_PERSON_MAP_SIDE]; /* [0, 1], row by row */
} VanityPersonMap;

/* VANITY_ERROR_MISSING when the network is not installed. */
VanitySegmenter *vanity_segmenter_new (GError **error);
void vanity_segmenter_free (VanitySegmenter *segmenter);

/* Maps `region` (not empty; NULL for the whole photo), which may reach beyond the photo: nothing is
 * there, black. One call at a time per segmenter. NULL when cancelled or out of memory. */
VanityPersonMap *vanity_segmenter_run (VanitySegmenter *segmenter, const VanityImage *image,
                                       const VanityRect *region, GCancellable *cancellable,
                                       GError **error);

/* Bilinear at (x, y) in photo pixels, continuous; 0 outside the region. */
float vanity_person_map_get (const VanityPersonMap *map, double x, double y);

void vanity_person_map_free (VanityPersonMap *map);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySegmenter, vanity_segmenter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPersonMap, vanity_person_map_free)

G_END_DECLS
