#include "catalogue/color-tree.h"

#include <math.h>

#define LEAF 8

typedef struct
{
  VanityLab low, high;
  guint first, end; /* points */
  guint children;   /* index of two nodes, one after the other; 0 of a leaf */
} Node;

struct _VanityColorTree
{
  VanityColorPoint *points;
  GArray *nodes;
};

static float
get_axis (VanityLab lab, int axis)
{
  return axis == 0 ? lab.L : axis == 1 ? lab.a : lab.b;
}

static void
swap (VanityColorPoint *points, guint one, guint other)
{
  VanityColorPoint kept = points[one];

  points[one] = points[other];
  points[other] = kept;
}

/* Hoare's selection: what is less along the axis comes before `middle`. */
static void
part (VanityColorPoint *points, guint first, guint end, guint middle, int axis)
{
  guint low = first, high = end - 1;

  while (low < high)
    {
      float pivot = get_axis (points[low + (high - low) / 2].lab, axis);
      guint i = low, j = high;

      while (i <= j)
        {
          while (get_axis (points[i].lab, axis) < pivot)
            i++;
          while (get_axis (points[j].lab, axis) > pivot)
            j--;
          if (i > j)
            break;
          swap (points, i++, j);
          if (j == 0)
            break;
          j--;
        }
      if (middle <= j)
        high = j;
      else if (middle >= i)
        low = i;
      else
        return;
    }
}

static void
measure (Node *node, const VanityColorPoint *points)
{
  node->low = node->high = points[node->first].lab;
  for (guint i = node->first + 1; i < node->end; i++)
    {
      const VanityLab *lab = &points[i].lab;

      node->low = (VanityLab){ MIN (node->low.L, lab->L), MIN (node->low.a, lab->a),
                               MIN (node->low.b, lab->b) };
      node->high = (VanityLab){ MAX (node->high.L, lab->L), MAX (node->high.a, lab->a),
                                MAX (node->high.b, lab->b) };
    }
}

static int
find_widest (const Node *node)
{
  float L = node->high.L - node->low.L, a = node->high.a - node->low.a;
  float b = node->high.b - node->low.b;

  return L >= a && L >= b ? 0 : a >= b ? 1 : 2;
}

static void
grow (VanityColorTree *tree, guint at)
{
  Node *node = &g_array_index (tree->nodes, Node, at);
  Node halves[2];

  measure (node, tree->points);
  if (node->end - node->first <= LEAF)
    return;

  guint middle = node->first + (node->end - node->first) / 2;
  part (tree->points, node->first, node->end, middle, find_widest (node));
  halves[0] = (Node){ .first = node->first, .end = middle };
  halves[1] = (Node){ .first = middle, .end = node->end };
  guint children = node->children = tree->nodes->len;
  g_array_append_vals (tree->nodes, halves, 2);
  grow (tree, children);
  grow (tree, children + 1);
}

VanityColorTree *
vanity_color_tree_new (const VanityColorPoint *points, guint n_points)
{
  VanityColorTree *tree = g_new0 (VanityColorTree, 1);
  Node root = { .end = n_points };

  tree->points = g_memdup2 (points, (gsize)n_points * sizeof *points);
  tree->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  if (n_points > 0)
    {
      g_array_append_val (tree->nodes, root);
      grow (tree, 0);
    }
  return tree;
}

void
vanity_color_tree_free (VanityColorTree *tree)
{
  g_array_unref (tree->nodes);
  g_free (tree->points);
  g_free (tree);
}

static double
outside (double value, double low, double high)
{
  return value < low ? low - value : value > high ? value - high : 0.0;
}

/* √(C⁷ / (C⁷ + 25⁷)) */
static double
saturate (double chroma)
{
  double seventh = pow (chroma, 7.0);

  return sqrt (seventh / (seventh + 6103515625.0));
}

static double
get_lightness_weight (double lightness)
{
  double square = (lightness - 50.0) * (lightness - 50.0);

  return 1.0 + 0.015 * square / sqrt (20.0 + square);
}

/* With the names of Sharma, Wu & Dalal:
 *
 *   ΔE² = (ΔL/S_L)² + x² + y² + R_T·x·y,  x = ΔC′/S_C, y = ΔH′/S_H
 *
 * ΔC′² + ΔH′² = Δa′² + Δb² ≥ Δa² + Δb², as a′ = (1 + G)·a with one G ≥ 0 for both colours.
 *
 * S_H ≤ S_C, as T ≤ 1.93, and S_C grows with the mean chroma.
 *
 * x² + y² + R_T·x·y ≥ (1 − |R_T|/2)·(x² + y²). R_T turns about a hue of 275°: where both colours
 * are yellow rather than blue (b ≥ 0) the mean of their hues is 95° away at least, and R_T is
 * nothing. Elsewhere |R_T| ≤ 2·√(C⁷/(C⁷ + 25⁷))·sin 60°. */
double
vanity_color_bound (VanityLab lab, VanityLab low, VanityLab high)
{
  double dL = outside (lab.L, low.L, high.L);
  double da = outside (lab.a, low.a, high.a), db = outside (lab.b, low.b, high.b);
  double S_L = MAX (get_lightness_weight (((double)lab.L + low.L) / 2.0),
                    get_lightness_weight (((double)lab.L + high.L) / 2.0));
  double chroma = hypot (lab.a, lab.b);
  double least = hypot (outside (0.0, low.a, high.a), outside (0.0, low.b, high.b));
  double most = hypot (MAX (fabs (low.a), fabs (high.a)), MAX (fabs (low.b), fabs (high.b)));
  double G = 0.5 * (1.0 - saturate ((chroma + least) / 2.0));
  double mean = (1.0 + G) * (chroma + most) / 2.0;
  double S = 1.0 + 0.045 * mean;
  double sine = lab.b >= 0.0f && low.b >= 0.0f ? 1e-6 : 0.8660254037844387;
  double turned = 1.0 - saturate (mean) * sine;

  return sqrt (dL * dL / (S_L * S_L) + turned * (da * da + db * db) / (S * S));
}

typedef struct
{
  const VanityColorTree *tree;
  VanityLab lab;
  const guint8 *admitted;
  guint n;
  GArray *found;      /* VanityColorMatch, a heap with the worst on top */
  GHashTable *places; /* delta_e is looked for in the heap only for items that are in it */
} Search;

static gboolean
is_worse (const VanityColorMatch *one, const VanityColorMatch *other)
{
  return one->delta_e != other->delta_e ? one->delta_e > other->delta_e : one->item > other->item;
}

static void
sift_down (VanityColorMatch *heap, guint n, guint at)
{
  for (;;)
    {
      guint worst = at, left = 2 * at + 1;

      for (guint child = left; child < left + 2 && child < n; child++)
        if (is_worse (&heap[child], &heap[worst]))
          worst = child;
      if (worst == at)
        return;
      VanityColorMatch kept = heap[at];
      heap[at] = heap[worst];
      heap[worst] = kept;
      at = worst;
    }
}

static void
sift_up (VanityColorMatch *heap, guint at)
{
  while (at > 0 && is_worse (&heap[at], &heap[(at - 1) / 2]))
    {
      VanityColorMatch kept = heap[at];

      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
      heap[at] = kept;
    }
}

static void
offer (Search *search, guint32 item, double delta_e)
{
  VanityColorMatch match = { item, delta_e };
  VanityColorMatch *heap = (VanityColorMatch *)search->found->data;

  if (search->found->len == search->n && !is_worse (&heap[0], &match))
    return;
  /* Of a palette another colour may be there already. */
  if (g_hash_table_contains (search->places, GUINT_TO_POINTER (item)))
    {
      for (guint i = 0; i < search->found->len; i++)
        if (heap[i].item == item && heap[i].delta_e > delta_e)
          {
            heap[i].delta_e = delta_e;
            sift_down (heap, search->found->len, i);
            break;
          }
      return;
    }
  g_hash_table_add (search->places, GUINT_TO_POINTER (item));
  if (search->found->len < search->n)
    {
      g_array_append_val (search->found, match);
      sift_up ((VanityColorMatch *)search->found->data, search->found->len - 1);
      return;
    }
  g_hash_table_remove (search->places, GUINT_TO_POINTER (heap[0].item));
  heap[0] = match;
  sift_down (heap, search->found->len, 0);
}

static gboolean
is_hopeless (const Search *search, double bound)
{
  /* Rounding of single-precision colours is far below the margin. */
  return search->found->len == search->n
         && bound > g_array_index (search->found, VanityColorMatch, 0).delta_e + 1e-4;
}

static void
descend (Search *search, guint at)
{
  const Node *node = &g_array_index (search->tree->nodes, Node, at);
  double bounds[2];

  if (node->children == 0)
    {
      for (guint i = node->first; i < node->end; i++)
        {
          const VanityColorPoint *point = &search->tree->points[i];

          if (search->admitted == NULL || search->admitted[point->item])
            offer (search, point->item, vanity_lab_delta_e2000 (search->lab, point->lab));
        }
      return;
    }
  for (int i = 0; i < 2; i++)
    {
      const Node *child = node + (node->children + (guint)i - at);

      bounds[i] = vanity_color_bound (search->lab, child->low, child->high);
    }
  guint nearer = bounds[1] < bounds[0];
  for (guint i = 0; i < 2; i++)
    {
      guint which = nearer ^ i;

      if (!is_hopeless (search, bounds[which]))
        descend (search, node->children + which);
    }
}

static int
compare_matches (gconstpointer one, gconstpointer other)
{
  const VanityColorMatch *a = one, *b = other;

  return is_worse (a, b) ? 1 : is_worse (b, a) ? -1 : 0;
}

GArray *
vanity_color_tree_search (const VanityColorTree *tree, VanityLab lab, const guint8 *admitted,
                          guint n)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  Search search = { .tree = tree, .lab = lab, .admitted = admitted, .n = n, .places = places };

  search.found = g_array_new (FALSE, FALSE, sizeof (VanityColorMatch));
  if (n > 0 && tree->nodes->len > 0)
    descend (&search, 0);
  g_array_sort (search.found, compare_matches);
  return search.found;
}
