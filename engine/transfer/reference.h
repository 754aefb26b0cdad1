/* A face whose makeup is to be copied, with what stands in the way of that.
 *
 * What the photo hides of one side is taken from the other: makeup is the same on both. What is
 * hidden on both stays hidden, and parts of which too little can be had are told. */
#pragma once

#include "transfer/change.h"

G_BEGIN_DECLS

/* What a person should know; a bit set. */
typedef enum
{
  VANITY_REFERENCE_GOOD = 0,
  VANITY_REFERENCE_BARE = 1 << 0, /* hardly any makeup is seen */
  VANITY_REFERENCE_TINY = 1 << 1, /* the face has fewer pixels than the atlas texels */
  VANITY_REFERENCE_BLURRED = 1 << 2,
  VANITY_REFERENCE_DARK = 1 << 3,
  VANITY_REFERENCE_BLOWN = 1 << 4,    /* skin at the top of the range */
  VANITY_REFERENCE_COLOURED = 1 << 5, /* light of a colour */
  VANITY_REFERENCE_GREY = 1 << 6,     /* a photo without colours */
  VANITY_REFERENCE_TURNED = 1 << 7,
  VANITY_REFERENCE_COVERED = 1 << 8, /* parts cannot be had: `available` tells which */
  VANITY_REFERENCE_UNLIKE = 1 << 9,  /* no skin of people has such a colour: a drawing, an animal */
} VanityReferenceFlags;

#define VANITY_REFERENCE_N_FLAGS 10

/* Immutable, reference counted. */
typedef struct
{
  VanityTexture *texture;  /* as photographed */
  float *rgb, *visibility; /* the same with what is hidden taken from the other side; what is copied
                              from there counts as seen */
  VanityReferenceFlags flags;
  float shown[VANITY_N_CHANGES];        /* of each part, after that, [0, 1] */
  gboolean available[VANITY_N_CHANGES]; /* enough of it to be copied */
} VanityReference;

/* `size`: of the model (transfer/model.h). Errors as vanity_texture_new (). */
VanityReference *vanity_reference_new (const VanityImage *image, const VanityFace *face, int size,
                                       VanityGlasses glasses, GError **error);
/* Of what is known of a face already; takes `texture`. What is told by the photo alone, whether it
 * is blurred, blown out or turned, is what `flags` says. NULL without the canonical mesh. */
VanityReference *vanity_reference_new_from_texture (VanityTexture *texture,
                                                    VanityReferenceFlags flags, GError **error);
VanityReference *vanity_reference_ref (VanityReference *reference);
void vanity_reference_unref (VanityReference *reference);

/* One of the flags: a word for programs ("bare", "tiny", …), and a sentence for people,
 * translated. */
const char *vanity_reference_flag_get_id (VanityReferenceFlags flag);
const char *vanity_reference_flag_get_text (VanityReferenceFlags flag);

/* "The lips cannot be seen there", … for a part that is not available, translated. */
const char *vanity_reference_part_get_text (VanityChangePart part);

/* All that should be said, the gravest first, one sentence a line; NULL where there is nothing to
 * say. Free it. */
char *vanity_reference_get_note (const VanityReference *reference);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityReference, vanity_reference_unref)

G_END_DECLS
