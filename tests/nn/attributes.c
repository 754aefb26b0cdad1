/* Attributes as a graph keeps them. */
#include "nn/attributes.h"
#include "support.h"

static void
test_set (void)
{
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  const gint64 ints[] = { 1, -2, G_MAXINT64 };
  const double floats[] = { 0.5, -1e300 };
  const VanityAttribute *attribute;

  vanity_attributes_set_int (attributes, "int", G_MININT64);
  vanity_attributes_set_float (attributes, "float", 0.1);
  vanity_attributes_set_string (attributes, "string", "word");
  vanity_attributes_set_ints (attributes, "ints", ints, 3);
  vanity_attributes_set_floats (attributes, "floats", floats, 2);
  vanity_attributes_set_ints (attributes, "none", NULL, 0);

  attribute = vanity_attributes_use (attributes, "int");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_INT);
  g_assert_cmpint (attribute->ints[0], ==, G_MININT64);
  attribute = vanity_attributes_use (attributes, "float");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_FLOAT);
  g_assert_cmpfloat (attribute->floats[0], ==, 0.1);
  attribute = vanity_attributes_use (attributes, "string");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_STRING);
  g_assert_cmpstr (attribute->string, ==, "word");
  attribute = vanity_attributes_use (attributes, "ints");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_INTS);
  g_assert_cmpmem (attribute->ints, attribute->n_values * sizeof (gint64), ints, sizeof ints);
  attribute = vanity_attributes_use (attributes, "floats");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_FLOATS);
  g_assert_cmpmem (attribute->floats, attribute->n_values * sizeof (double), floats, sizeof floats);
  attribute = vanity_attributes_use (attributes, "none");
  g_assert_cmpint (attribute->n_values, ==, 0);
  g_assert_null (vanity_attributes_use (attributes, "other"));
}

/* The last one said is the one that counts, whatever its type. */
static void
test_replace (void)
{
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  const VanityAttribute *attribute;

  vanity_attributes_set_string (attributes, "a", "long enough to be on the heap");
  vanity_attributes_set_int (attributes, "b", 1);
  vanity_attributes_set_ints (attributes, "a", (gint64[]){ 4, 5 }, 2);
  attribute = vanity_attributes_use (attributes, "a");
  g_assert_cmpint (attribute->type, ==, VANITY_ATTRIBUTE_INTS);
  g_assert_cmpint (attribute->ints[1], ==, 5);
  g_assert_cmpint (vanity_attributes_use (attributes, "b")->ints[0], ==, 1);
}

static void
test_unused (void)
{
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();

  g_assert_null (vanity_attributes_get_unused (attributes));
  vanity_attributes_set_int (attributes, "a", 1);
  vanity_attributes_set_int (attributes, "b", 2);
  vanity_attributes_use (attributes, "a");
  g_assert_cmpstr (vanity_attributes_get_unused (attributes), ==, "b");
  vanity_attributes_use (attributes, "b");
  g_assert_null (vanity_attributes_get_unused (attributes));
}

/* What a graph keeps can be read again, and reading it uses nothing up. */
static void
test_get (void)
{
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  VanityAttributeType type;
  int n_values;

  vanity_attributes_set_int (attributes, "int", 7);
  vanity_attributes_set_ints (attributes, "ints", (gint64[]){ 4, 5 }, 2);
  vanity_attributes_set_float (attributes, "float", 0.5);
  vanity_attributes_set_string (attributes, "string", "word");
  vanity_attributes_set_ints (attributes, "none", NULL, 0);

  g_assert_true (vanity_attributes_get_type (attributes, "ints", &type));
  g_assert_cmpint (type, ==, VANITY_ATTRIBUTE_INTS);
  g_assert_true (vanity_attributes_get_type (attributes, "string", &type));
  g_assert_cmpint (type, ==, VANITY_ATTRIBUTE_STRING);
  g_assert_false (vanity_attributes_get_type (attributes, "other", &type));
  g_assert_cmpint (vanity_attributes_get_ints (attributes, "int", &n_values)[0], ==, 7);
  g_assert_cmpint (n_values, ==, 1);
  g_assert_cmpint (vanity_attributes_get_ints (attributes, "ints", &n_values)[1], ==, 5);
  g_assert_cmpint (n_values, ==, 2);
  vanity_attributes_get_ints (attributes, "none", &n_values);
  g_assert_cmpint (n_values, ==, 0);
  g_assert_null (vanity_attributes_get_ints (attributes, "float", &n_values));
  g_assert_cmpint (n_values, ==, -1);
  g_assert_cmpfloat (vanity_attributes_get_floats (attributes, "float", &n_values)[0], ==, 0.5);
  g_assert_cmpint (n_values, ==, 1);
  g_assert_null (vanity_attributes_get_floats (attributes, "int", &n_values));
  g_assert_cmpint (n_values, ==, -1);
  g_assert_cmpstr (vanity_attributes_get_string (attributes, "string"), ==, "word");
  g_assert_null (vanity_attributes_get_string (attributes, "int"));
  g_assert_nonnull (vanity_attributes_get_unused (attributes));
}

static void
test_null (void)
{
  VanityAttributeType type;
  int n_values;

  g_assert_false (vanity_attributes_get_type (NULL, "a", &type));
  g_assert_null (vanity_attributes_get_ints (NULL, "a", &n_values));
  g_assert_null (vanity_attributes_get_floats (NULL, "a", &n_values));
  g_assert_null (vanity_attributes_get_string (NULL, "a"));
  g_assert_null (vanity_attributes_use (NULL, "a"));
  g_assert_null (vanity_attributes_get_unused (NULL));
  vanity_attributes_free (NULL);
}

static void
test_parse (void)
{
  static const char *const wrong[] = { "a",
                                       "=1",
                                       "a=",
                                       "a=[1",
                                       "a=[",
                                       "a=1x",
                                       "a=[1,]",
                                       "a=[x]",
                                       "b=1 a=-",
                                       "a=1,2",
                                       "a=99999999999999999999x" };
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityAttributes) attributes = vanity_attributes_parse (
      "  group=3 rate=-1.5e-3  pads=[2,-1] scales=[1,0.5] axes=[] mode=a=b", &error);
  VanityAttributeType type;
  int n;

  g_assert_no_error (error);
  g_assert_true (vanity_attributes_get_type (attributes, "group", &type)
                 && type == VANITY_ATTRIBUTE_INT);
  g_assert_cmpint (vanity_attributes_get_ints (attributes, "group", &n)[0], ==, 3);
  g_assert_true (vanity_attributes_get_type (attributes, "rate", &type)
                 && type == VANITY_ATTRIBUTE_FLOAT);
  g_assert_cmpfloat (vanity_attributes_get_floats (attributes, "rate", &n)[0], ==, -1.5e-3);
  g_assert_cmpint (vanity_attributes_get_ints (attributes, "pads", &n)[1], ==, -1);
  g_assert_cmpint (n, ==, 2);
  g_assert_cmpfloat (vanity_attributes_get_floats (attributes, "scales", &n)[0], ==, 1.0);
  vanity_attributes_get_ints (attributes, "axes", &n);
  g_assert_cmpint (n, ==, 0);
  g_assert_cmpstr (vanity_attributes_get_string (attributes, "mode"), ==, "a=b");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (vanity_attributes_parse (wrong[i], &error));
      test_assert_error (&error, VANITY_ERROR_VALUE, "is no attribute");
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/attributes/set", test_set);
  test_add ("/nn/attributes/replace", test_replace);
  test_add ("/nn/attributes/unused", test_unused);
  test_add ("/nn/attributes/get", test_get);
  test_add ("/nn/attributes/null", test_null);
  test_add ("/nn/attributes/parse", test_parse);
  return g_test_run ();
}
