/* A set of drawn faces to learn from: people of all skins, some of them made up. */
#pragma once

#include "texture/dataset.h"
#include "train/batch.h"

#define MADE_PEOPLE 7

typedef struct
{
  char *folder;
  VanityDatasetFace faces[MADE_PEOPLE];
  VanityDataset *set; /* NULL where the canonical mesh is not installed */
} MadeFaces;

/* Fixture functions; `data` is the side of the atlas, GINT_TO_POINTER. Of the seven, number 1
 * validates, 3 is clearly made up and 6 has no colour: four are bare. */
void made_faces_set_up (MadeFaces *self, gconstpointer data);
void made_faces_tear_down (MadeFaces *self, gconstpointer data);

/* A sample of a source, drawn with a generator of its own. */
typedef struct
{
  VanitySource source;
  float *places[VANITY_MAX_PLACES];
} MadeSample;

/* Every number that the source does not write stays NaN. */
void made_sample_draw (MadeSample *self, const VanitySource *source, int index, guint64 seed);
void made_sample_clear (MadeSample *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadeSample, made_sample_clear)
