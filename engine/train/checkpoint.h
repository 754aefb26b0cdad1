/* Everything that goes on changing while networks learn, in one file, so that learning can stop and
 * go on as if it had not: to the bit.
 *
 *   VanityCheckpoint *checkpoint = vanity_checkpoint_new ();
 *
 *   vanity_checkpoint_add_learner (checkpoint, "net", learner);
 *   vanity_checkpoint_add_optimizer (checkpoint, "adam", optimizer);
 *   vanity_checkpoint_add_random (checkpoint, "noise", &random);
 *   …
 *   vanity_checkpoint_save (checkpoint, path, &error);
 *   … and in another process, with objects made in the same way and added in the same order …
 *   vanity_checkpoint_load (checkpoint, path, &error);
 *
 * A checkpoint knows where things are; it holds no copy of them. What is added must outlive it.
 * Names, owned by the caller, tell a person what does not fit.
 *
 * The file: the 8 bytes "VANITYCP", the version (1) as 32 bits, 4 bytes of zeros, the SHA-256 of
 * all that follows, 32 bytes, and a GVariant of type a(saxv) in normal form: name, shape and
 * numbers of each thing, in the order in which they were added. Numbers are "au" (the bits of
 * float32), "ad" or "at". All is little-endian. A file appears whole or not at all: written beside
 * the old one, flushed and renamed. */
#pragma once

#include "base/random.h"
#include "nn/learner.h"
#include "train/average.h"
#include "train/optimizer.h"
#include "train/spectral.h"

G_BEGIN_DECLS

typedef struct _VanityCheckpoint VanityCheckpoint;

VanityCheckpoint *vanity_checkpoint_new (void);
void vanity_checkpoint_free (VanityCheckpoint *checkpoint);

/* Parameters and running statistics, where random numbers begin and how far they are. */
void vanity_checkpoint_add_learner (VanityCheckpoint *checkpoint, const char *name,
                                    VanityLearner *learner);
/* Moments, averages or vectors, and how many steps they have seen; not the rate, which options and
 * schedules give. */
void vanity_checkpoint_add_optimizer (VanityCheckpoint *checkpoint, const char *name,
                                      VanityOptimizer *optimizer);
void vanity_checkpoint_add_average (VanityCheckpoint *checkpoint, const char *name,
                                    VanityAverage *average);
void vanity_checkpoint_add_spectral (VanityCheckpoint *checkpoint, const char *name,
                                     VanitySpectral *spectral);
void vanity_checkpoint_add_random (VanityCheckpoint *checkpoint, const char *name,
                                   VanityRandom *random);
/* Numbers of any meaning: `shape`'s or `count` of them. Floats must be finite. */
void vanity_checkpoint_add_floats (VanityCheckpoint *checkpoint, const char *name,
                                   const VanityShape *shape, float *values);
void vanity_checkpoint_add_doubles (VanityCheckpoint *checkpoint, const char *name, double *values,
                                    int count);
void vanity_checkpoint_add_counters (VanityCheckpoint *checkpoint, const char *name,
                                     guint64 *values, int count);
/* A number that may not change: a file with another one is refused. */
void vanity_checkpoint_add_fixed (VanityCheckpoint *checkpoint, const char *name, guint64 value);

/* Fails, and a file that is there stays as it was, when it cannot be written, with the reason, and
 * when a float is not finite: what could not be learnt from any more does not replace what could.
 */
gboolean vanity_checkpoint_save (VanityCheckpoint *checkpoint, const char *path, GError **error);
/* Fails, and nothing has changed, with an error that names the file and the reason: it cannot be
 * read; it is no checkpoint; it is damaged or cut off (VANITY_ERROR_FORMAT); it is of another
 * network, optimiser or program (VANITY_ERROR_VALUE), with the first thing that differs and both
 * shapes. */
gboolean vanity_checkpoint_load (VanityCheckpoint *checkpoint, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCheckpoint, vanity_checkpoint_free)

G_END_DECLS
