/* The inside of the learner: its steps, for what plans their memory. */
#pragma once

#include "nn/backward.h"
#include "nn/learner.h"
#include "nn/program.h"

G_BEGIN_DECLS

/* Where the gradient of one input of a step goes. */
typedef struct
{
  float *target;
  float *apart;   /* memory of its own, to be added to the target; NULL when it never is */
  gboolean first; /* nothing went into the target before, in this step back */
  gboolean leaf;  /* the target lasts */
} VanityLearnerWrite;

typedef struct
{
  VanityCall call;
  VanityBackwardCall back;
  gboolean active;          /* runs back */
  gboolean own_forward;     /* back has a forward */
  gpointer forward_scratch; /* of back's forward */
  gpointer backward_scratch;
  VanityLearnerWrite *writes; /* of each input */
} VanityLearnerStep;

struct _VanityLearner
{
  VanityGraph *graph; /* values only: its nodes became the program */
  VanityPool *pool;
  VanityProgram *program;
  int n_steps;
  VanityLearnerStep *steps;
  /* Steps whose operators, and whose ways back, pack parameters. */
  int n_packs, n_packs_back;
  int *packs, *packs_back;
  gboolean *active;   /* of each value: has a gradient */
  float **gradients;  /* of each root; NULL: none */
  GArray *parameters; /* of VanityParameter */

  int n_losses;
  VanityValueId *losses;
  float *weights;
  float **inputs;
  const float **outputs;
  const float **loss_values;

  char *arena;
  gsize arena_bytes;
  gsize weight_bytes;
  guint64 seed;
  guint64 run; /* forward runs so far, as training */
};

/* Plans the arena and points everything to its place (learner-plan.c). */
gboolean vanity_learner_plan (VanityLearner *learner, GError **error);

G_END_DECLS
