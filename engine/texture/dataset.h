/* A file of faces in the makeup atlas, to learn from.
 *
 * Everything is little-endian and lies at multiples of its own size, so that the file is used where
 * it is mapped:
 *
 *      at  bytes
 *       0      8  "VANATLAS"
 *       8      4  version, 1
 *      12      4  S, the atlas's side in texels, a power of two
 *      16      4  N, the number of faces
 *      20      4  bytes of a face's entry, 256
 *      24      8  bytes of the whole file
 *      32      …  zeros to 4096
 *    4096  256·N  the entries, as VanityDatasetFace
 *       …      …  zeros to a multiple of 4096
 *       …  4S²·N  the textures, in the order of the entries: S × S pixels of RGBA, 8-bit sRGB with
 *                 the visibility as alpha, 255 for what is seen in full
 *
 * Faces stand in the order of their names, one file of photos gives the same bytes again. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* About a face, in its entry. */
typedef enum
{
  VANITY_DATASET_GLASSES = 1 << 0,
  VANITY_DATASET_EXPRESSION = 1 << 1, /* an extreme one */
  VANITY_DATASET_BLURRED = 1 << 2,
  VANITY_DATASET_TURNED = 1 << 3,
  VANITY_DATASET_COVERED = 1 << 4, /* by hair, a hand or glasses */
} VanityDatasetFlags;

typedef enum
{
  VANITY_DATASET_TRAIN,
  VANITY_DATASET_VALIDATION, /* training never sees it */
} VanityDatasetSplit;

#define VANITY_DATASET_NAME_BYTES 128
#define VANITY_DATASET_MAX_FACES (1 << 22)

/* 256 bytes. Colours are CIE Lab (D65). */
typedef struct
{
  char name[VANITY_DATASET_NAME_BYTES]; /* of the photo's file, UTF-8, ends in 0 */
  guint64 person;  /* the same for all photos of one person, as far as is known */
  guint64 origin;  /* of photo, labels and how they were read: the same where nothing changed */
  guint32 split;   /* VanityDatasetSplit; all photos of a person are in one */
  guint32 flags;   /* VanityDatasetFlags */
  gint32 makeup;   /* label: 0 none visible, 1 light, 2 clear, 3 strong; −1 unknown */
  float shown;     /* part of the face's texels that are seen, [0, 1] */
  float scale;     /* pixels of the photo to a texel about eyes and lips */
  float sharpness; /* [0, 1] */
  float yaw, pitch, roll;                      /* degrees, as VanityFace's */
  float skin[3];                               /* bare skin as photographed */
  float lips[3], lids[3], cheeks[3], brows[3]; /* minus `skin` */
  float score;         /* how made up the face looks, [0, 3] as `makeup`: judged from its colours */
  guint32 reserved[3]; /* 0 */
} VanityDatasetFace;

typedef struct _VanityDataset VanityDataset; /* immutable */

/* Maps the file, which must not be changed while it is open (it may be replaced). Errors name the
 * file: _FILE, _FORMAT where it is something else, cut off or damaged, _UNSUPPORTED for another
 * version, _LIMIT for sizes out of range. */
VanityDataset *vanity_dataset_open (const char *path, GError **error);
void vanity_dataset_free (VanityDataset *dataset);

int vanity_dataset_get_size (const VanityDataset *dataset);
int vanity_dataset_get_count (const VanityDataset *dataset);

/* Owned by the data set. `index` in [0, count). */
const VanityDatasetFace *vanity_dataset_get_face (const VanityDataset *dataset, int index);
const guint8 *vanity_dataset_get_texture (const VanityDataset *dataset, int index);

/* The texture as three planes of linear light, and its visibility in [0, 1]; each texel that of
 * `mirror` (vanity_atlas_get_mirror ()) unless it is NULL. */
void vanity_dataset_decode (const VanityDataset *dataset, int index, const gint32 *mirror,
                            float *rgb, float *visibility);

/* Gives the texture of a face to be written, size² × 4 bytes, into `rgba`. */
typedef gboolean (*VanityDatasetGet) (int index, guint8 *rgba, gpointer data, GError **error);

/* Writes a data set of `count` ≥ 1 faces, in the order given. Whole or not at all. */
gboolean vanity_dataset_write (const char *path, int size, const VanityDatasetFace *faces,
                               int count, VanityDatasetGet get, gpointer data,
                               GCancellable *cancellable, GError **error);

/* What stands for a name in `person`; and the part that a person is in, where `percent` of all, in
 * steps of a hundredth, validate. Both are the same for the same name, always. */
guint64 vanity_dataset_hash (const char *name);
VanityDatasetSplit vanity_dataset_choose_split (guint64 person, double percent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityDataset, vanity_dataset_free)

G_END_DECLS
