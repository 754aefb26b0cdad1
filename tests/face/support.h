/* What the tests of face share. */
#pragma once

#include "base/error.h"
#include "face/face.h"
#include "face/finder.h"
#include "image/image.h"
#include "image/photo.h"

/* A folder of $VANITY_SHARED, the material kept beside the checkout, or NULL after marking the test
 * as skipped. */
char *support_find_shared (const char *folder);

/* A finder, or NULL after marking the test as skipped where the networks are not installed. */
VanityFaceFinder *support_new_finder (void);

/* TRUE where the canonical mesh is installed; otherwise marks the test as skipped. */
gboolean support_has_mesh (void);

VanityImage *support_load (const char *path);

/* The photo as faces are looked for in it (`vanity_photo_new_view ()`). */
VanityImage *support_load_view (const char *path);

/* Opaque 8-bit sRGB. */
VanityImage *support_new_image (int width, int height, guint8 red, guint8 green, guint8 blue);

/* Copies `from`, scaled by `scale` (area-averaged) and turned clockwise by quarters, into `to` with
 * its top left corner at (x, y); what falls outside is left out. */
void support_paste (VanityImage *to, const VanityImage *from, int x, int y, double scale,
                    int quarters);

/* What MediaPipe answered for a photo. */
typedef struct
{
  char *photo; /* file name */
  int n_faces;
  VanityPoint (*faces)[VANITY_FACE_POINTS];
} SupportOracle;

SupportOracle *support_oracle_load (const char *path);
void support_oracle_free (SupportOracle *oracle);

/* Mean distance of the points in the picture, as a part of the width of `truth`. */
double support_point_error (const VanityPoint *points, const VanityPoint *truth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportOracle, support_oracle_free)
