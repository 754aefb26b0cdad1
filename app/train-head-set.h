/* Photos of heads as a network learns from them, in one file: each as a square of S × S cells.
 *
 * Little-endian, used where it is mapped: "VANHEADS", version 1, S, the number of heads, each 4
 * bytes, zeros to 4096, then the heads, each a VanityHeadEntry, S² × 3 bytes of encoded sRGB and S²
 * bytes of the person's probability times 255. */
#pragma once

#include "face/face.h"
#include "texture/dataset.h"

G_BEGIN_DECLS

typedef struct
{
  char name[VANITY_DATASET_NAME_BYTES];     /* of the photo's file, ends in 0 */
  guint32 split;                            /* VanityDatasetSplit */
  gint32 tone;                              /* Monk, 1 to 10; 0 unknown */
  guint32 glasses;                          /* worn */
  float edge[4];                            /* of the photo, in cells: left, top, right, bottom */
  float points[VANITY_FACE_MESH_POINTS][2]; /* of the mesh, in cells */
  guint32 reserved;                         /* 0 */
} VanityHeadEntry;

typedef struct _VanityHeadSet VanityHeadSet;

/* VANITY_ERROR_FILE, _FORMAT or _LIMIT, with the file. */
VanityHeadSet *vanity_head_set_open (const char *path, GError **error);
void vanity_head_set_free (VanityHeadSet *set);

int vanity_head_set_get_side (const VanityHeadSet *set);
int vanity_head_set_get_count (const VanityHeadSet *set);
const VanityHeadEntry *vanity_head_set_get_entry (const VanityHeadSet *set, int index);
const guint8 *vanity_head_set_get_rgb (const VanityHeadSet *set, int index);
const guint8 *vanity_head_set_get_person (const VanityHeadSet *set, int index);
/* The mesh's points, z 0. */
void vanity_head_set_get_points (const VanityHeadSet *set, int index, VanityPoint *points);

/* Writes the largest face of every photo of `folder` (or of “img” in it) that is among `faces`,
 * which says who validates. Prints how far it is. */
gboolean vanity_head_set_make (const char *path, const char *folder, const VanityDataset *faces,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityHeadSet, vanity_head_set_free)

G_END_DECLS
