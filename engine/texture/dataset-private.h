#pragma once

#include "texture/dataset.h"

G_BEGIN_DECLS

#define VANITY_DATASET_MAGIC "VANATLAS"
#define VANITY_DATASET_VERSION 1
#define VANITY_DATASET_PAGE 4096

typedef struct
{
  char magic[8];
  guint32 version, size, count, entry;
  guint64 bytes;
} VanityDatasetHeader;

G_STATIC_ASSERT (sizeof (VanityDatasetHeader) == 32);
G_STATIC_ASSERT (sizeof (VanityDatasetFace) == 256);

/* Where the first texture lies, and bytes of each. */
static inline guint64
vanity_dataset_get_start (guint64 count)
{
  guint64 end = VANITY_DATASET_PAGE + count * sizeof (VanityDatasetFace);

  return (end + VANITY_DATASET_PAGE - 1) / VANITY_DATASET_PAGE * VANITY_DATASET_PAGE;
}

static inline guint64
vanity_dataset_get_texture_bytes (guint64 size)
{
  return 4 * size * size;
}

G_END_DECLS
