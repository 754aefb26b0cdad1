/* MNIST's digits, which networks learn from: LeCun et al., The MNIST database of handwritten
 * digits. */
#pragma once

#include "train/batch.h"

G_BEGIN_DECLS

#define VANITY_DIGIT_SIDE 28
#define VANITY_DIGIT_PIXELS (VANITY_DIGIT_SIDE * VANITY_DIGIT_SIDE)
#define VANITY_DIGIT_CLASSES 10

typedef struct
{
  int count;
  guint8 *images; /* [count, 28, 28], from 0, paper, to 255, ink */
  guint8 *labels; /* [count], from 0 to 9 */
} VanityDigits;

/* Reads NAME-images-idx3-ubyte and NAME-labels-idx1-ubyte in `folder`; MNIST's names are "train",
 * 60,000, and "t10k", 10,000 to test with. Fails with the file's name when one cannot be read, is
 * cut off, or does not hold such digits. `digits` is to be cleared in any case. */
gboolean vanity_digits_load (VanityDigits *digits, const char *folder, const char *name,
                             GError **error);
void vanity_digits_clear (VanityDigits *digits);

/* Digit `index` as numbers from `paper` to `ink`. */
void vanity_digits_copy (const VanityDigits *digits, int index, float paper, float ink,
                         float *pixels);

/* Batches of two places: pixels from 0 to 1, and the label. `digits` must outlive them. */
VanitySource vanity_digits_get_source (VanityDigits *digits);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityDigits, vanity_digits_clear)

G_END_DECLS
