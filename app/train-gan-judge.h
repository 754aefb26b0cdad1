/* What a network that tells digits apart says of digits that another one drew. */
#pragma once

#include "train-digits.h"

G_BEGIN_DECLS

/* Above this share of a class, a digit is told for sure. */
#define VANITY_JUDGE_SURE 0.9f

typedef struct _VanityJudge VanityJudge;

typedef struct
{
  int count;
  int sure;
  int classes[VANITY_DIGIT_CLASSES]; /* how many were said to be each */
} VanityVerdict;

/* Reads what vanity-train mnist saved. Fails with the file's name, also when it is a network of
 * other inputs or outputs. */
VanityJudge *vanity_judge_load (const char *path, GError **error);
void vanity_judge_free (VanityJudge *judge);

/* Adds to `verdict` what it says of `count` images of 28 × 28 numbers from 0 to 1. */
void vanity_judge_look (VanityJudge *judge, const float *images, int count, VanityVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityJudge, vanity_judge_free)

G_END_DECLS
