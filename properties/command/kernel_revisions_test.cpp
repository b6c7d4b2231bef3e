// SPDX-License-Identifier: MIT
// Trees of other revisions of the series, each made of the sample by a few edits: what differs is
// found out, what cannot be is said, and a tree that dies while it is loaded takes nobody with it.
#include <gtest/gtest.h>

#include <regex>

#include "properties/command/kernel_revisions_testing.hpp"

namespace claimcheck::command {
namespace {

using namespace revisions;

struct Revision {
  const char* name;
  Edits edits;
  std::string says;
};

// One at a time, the number first, the tag by value; and older names.
const Edits one_at_a_time = {
    {"bus.h", "int dax_region_add_resources(",
     "int dax_region_add_resource(struct dax_region *dax_region, struct device *dev, u32 seq, "
     "u64 start, u64 length, uuid_t tag);",
     ");"},
    {"bus.h", "int dax_region_rm_resources(",
     "int dax_region_rm_resource(struct dax_region *dax_region, struct device *dev);", ");"},
    {"extent.h", "int dax_region_add_resources(",
     "int dax_region_add_resource(struct dax_region *dax_region, struct device *dev, u32 seq, "
     "u64 start, u64 length, uuid_t tag)\n{\n"
     "const struct dax_resource_spec spec = {dev, start, length, seq};\n"
     "guard(rwsem_write)(&dax_region_rwsem);\n"
     "return add_extent(dax_region, &spec, &tag);\n}\n",
     "EXPORT_SYMBOL_GPL(dax_region_add_resources);"},
    {"extent.h", "int dax_region_rm_resources(",
     "int dax_region_rm_resource(struct dax_region *dax_region, struct device *dev)\n{\n"
     "const struct dax_resource *extent = dev_get_drvdata(dev);\n"
     "guard(rwsem_write)(&dax_region_rwsem);\n"
     "if (extent && extent->use_cnt) return -EBUSY;\n"
     "if (extent) remove_extent(dev);\nreturn 0;\n}\n",
     "EXPORT_SYMBOL_GPL(dax_region_rm_resources);"},
    // The tag's group is known to be whole by nothing but its numbers.
    {"extent.h", "spec->nr_offered", "0"},
    {"*", "IORESOURCE_DAX_DCD", "IORESOURCE_DAX_SPARSE_CAP"},
    {"*", "dax_dc_ops", "dax_sparse_ops"},
    {"bus.h", "bool (*is_extent)(struct device", "int (*is_extent)(const struct device"},
};

// A group, with other names all over, the tag in the members, from 0.
const Edits renamed_group = {
    {"*", "dax_resource_spec", "dax_extent_desc"},
    {"*", "IORESOURCE_DAX_DCD", "IORESOURCE_DAX_DYNAMIC"},
    {"*", "dax_dc_ops", "dax_region_operations"},
    {"bus.h", "struct device *device;", "struct device *dev;\n\tuuid_t tag;"},
    {"bus.h", "u64 length;", "u64 len;"},
    {"extent.h", "spec->length", "spec->len"},
    {"extent.h", "spec->device", "spec->dev"},
    {"extent.h", "specs[i].device", "specs[i].dev"},
    {"*", "seq_num", "seq"},
    {"bus.h", "const struct dax_extent_desc *specs,",
     "unsigned int nr, const struct dax_extent_desc *specs)", "tag)"},
    {"extent.h", "const struct dax_extent_desc *specs,",
     "unsigned int nr, const struct dax_extent_desc *specs)", "tag)"},
    {"extent.h", "&specs[i], tag)", "&specs[i], &specs[i].tag)"},
    {"dax-private.h", "uuid_t uuid;", "uuid_t tag;"},
    {"*", "extent->uuid", "extent->tag"},
    {"*", "dax_resource->uuid", "dax_resource->tag"},
    {"dax-private.h", "unsigned int use_cnt;", "bool in_use;"},
    {"range.h", "use_cnt++", "in_use = true"},
    {"range.h", "use_cnt--", "in_use = false"},
    {"*", "use_cnt", "in_use"},
    {"claim.h", "DAX_SEQ_BASE 1", "DAX_SEQ_BASE 0"},
    {"*", "struct device *const *devices", "struct device **devices"},
};

// No struct of functions, references in place of a count, and no name of the bus' start.
const Edits counted_by_references = {
    {"bus.h", "struct dax_dc_ops {", "", "};"},
    {"*", "unsigned long flags,\n\t\t\t\t    const struct dax_dc_ops *dc_ops)",
     "unsigned long flags)"},
    {"bus.c", "dax_region->dc_ops = dc_ops;", ""},
    {"dax-private.h", "const struct dax_dc_ops *dc_ops;", ""},
    {"extent.h", "!free->dax_region->dc_ops->is_extent(dev)",
     "!strstarts(dev_name(dev), \"extent\")"},
    {"claim.h", "!group->dax_region->dc_ops->is_extent(dev)",
     "!strstarts(dev_name(dev), \"extent\")"},
    {"dax-private.h", "unsigned int use_cnt;", "refcount_t use_cnt;"},
    {"dax-private.h", "#include <linux/kref.h>",
     "#include <linux/kref.h>\n#include <linux/refcount.h>"},
    {"range.h", "last->dax_resource->use_cnt--", "refcount_dec(&last->dax_resource->use_cnt)"},
    {"range.h", "dax_resource->use_cnt++", "refcount_inc(&dax_resource->use_cnt)"},
    {"*", "extent->use_cnt", "(refcount_read(&extent->use_cnt) - 1)"},
    {"extent.h", "extent->region = dax_region;",
     "extent->region = dax_region;\n\trefcount_set(&extent->use_cnt, 1);"},
    {"dax-private.h", "int dax_bus_init(void);", ""},
    {"dax-private.h", "void dax_bus_exit(void);", ""},
    {"bus.c", "int __init", "static int __init"},
    {"bus.c", "void __exit", "subsys_initcall(dax_bus_init);\n\nstatic void __exit"},
    {"bus.c", "bus_unregister(&dax_bus_type);\n}",
     "bus_unregister(&dax_bus_type);\n}\nmodule_exit(dax_bus_exit);"},
};

const Edits callbacks_of_newer_kernels = {
    {"*", "struct device_attribute *attr", "const struct device_attribute *attr"},
    {"*", "static struct attribute *d", "static const struct attribute *const d"},
    {"attributes.h", "struct attribute *a, int n", "const struct attribute *a, int n"},
    {"bus.c", "struct attribute *a, int n", "const struct attribute *a, int n"},
    {"claim.h",
     "count_member(struct device *dev, void *data)\n{\n\tstruct dax_group *group = data;",
     "count_member(struct device *dev, const void *data)\n{\n\t"
     "struct dax_group *group = (void *)data;"},
};

const Edits callbacks_of_older_kernels = {
    {"driver.h", "dax_bus_match(struct device *dev, const ", "dax_bus_match(struct device *dev, "},
    {"driver.h", "static void dax_bus_remove(", "static int dax_bus_remove("},
    {"driver.h", "dev_dax_deactivate(to_dev_dax(dev));",
     "dev_dax_deactivate(to_dev_dax(dev));\n"
     "\treturn 0;"},
    {"driver.h", "static const struct bus_type dax_bus_type = {",
     "static int dax_bus_uevent(struct device *dev, struct kobj_uevent_env *env)\n{\n"
     "\treturn add_uevent_var(env, \"MODALIAS=dax\");\n}\n\n"
     "static struct bus_type dax_bus_type = {\n\t.uevent = dax_bus_uevent,"},
    {"bus.c", "device_find_child_by_name(dev, buf)", "device_find_child(dev, (void *)buf, is_it)"},
    {"bus.c", "static ssize_t delete_store",
     "static int is_it(struct device *dev, void *data)\n{\n"
     "\treturn sysfs_streq(dev_name(dev), data);\n}\n\nstatic ssize_t delete_store"},
    // What a device is made of, and what removal returns.
    {"bus.h", "bool memmap_on_memory;", "uuid_t uuid;"},
    {"bus.h", "int dax_region_rm_resources(", "void dax_region_rm_resources("},
    {"extent.h", "int dax_region_rm_resources(", "void dax_region_rm_resources("},
    {"extent.h", "\tfor (unsigned int i = 0; i < nr; i++) {\n\t\tconst struct dax_resource *extent",
     "", "return -EBUSY;\n\t}\n"},
    {"extent.h", "remove_extent(devices[i]);\n\treturn 0;", "remove_extent(devices[i]);"},
};

// Who makes a region gives a reference back, and a driver is for all devices or for none by type.
const Edits regions_of_older_kernels = {
    {"bus.h", "struct dax_region;",
     "struct dax_region;\nvoid dax_region_put(struct dax_region *dax_region);"},
    {"bus.c", "/* Waits for those",
     "void dax_region_put(struct dax_region *dax_region)\n{\n"
     "\tkref_put(&dax_region->kref, dax_region_free);\n}\nEXPORT_SYMBOL_GPL(dax_region_put);\n\n"
     "/* Waits for those"},
    {"bus.c", "\tif (devm_add_action_or_reset(parent, dax_region_unregister, dax_region))\n",
     "\tkref_get(&dax_region->kref);\n"
     "\tif (devm_add_action_or_reset(parent, dax_region_unregister, dax_region)) {\n"
     "\t\tdax_region_put(dax_region);\n\t\treturn NULL;\n\t}\n",
     "return NULL;\n"},
    {"bus.h", "enum dax_driver_type type;", "int match_always;"},
    {"driver.h", "return kmem ? ", "return !kmem && to_dax_drv(drv)->match_always;",
     "DAXDRV_DEVICE_TYPE;"},
};

// Other names of what adds and removes extents and of their struct, which their devices do not
// have, and a header that means nothing here.
const Edits renamed_calls = {
    {"*", "dax_region_add_resources", "dax_online_extents"},
    {"*", "dax_region_rm_resources", "dax_offline_extents"},
    {"*", "dax_resource_spec", "dax_extent_desc"},
    {"*", "struct dax_resource", "struct dax_dc_extent"},
    {"dax-private.h", "#include <linux/list.h>",
     "#include <linux/list.h>\n#include <linux/of_no_use_here.h>\n#include <linux/xarray.h>"},
    {"dax-private.h", "/* Under either rwsem. */",
     "static DEFINE_XARRAY(dax_extents);\n\nstatic inline void *extent_of(struct device *dev)\n{\n"
     "\treturn xa_load(&dax_extents, (unsigned long)dev);\n}\n\n/* Under either rwsem. */"},
    {"extent.h", "dev_get_drvdata(", "extent_of("},
    {"extent.h", "dev_set_drvdata(dev, NULL)", "xa_erase(&dax_extents, (unsigned long)dev)"},
    {"extent.h", "\tdev_set_drvdata(spec->device, extent);",
     "\tint rc = xa_insert(&dax_extents, (unsigned long)spec->device, extent, GFP_KERNEL);\n"
     "\tif (rc) {\n\t\t__release_region(&dax_region->res, spec->start, spec->length);\n"
     "\t\tkfree(extent);\n\t\treturn rc;\n\t}"},
    {"claim.h", "dev_get_drvdata(", "extent_of("},
    {"bus.h", "u64 start;", "struct range hpa_range;"},
    {"bus.h", "u64 length;", ""},
    {"extent.h", "spec->start", "spec->hpa_range.start"},
    {"extent.h", "spec->length", "range_len(&spec->hpa_range)"},
};

// All regions lie in one resource, whose size is the largest that there is: its end is a byte
// before the address space's.
const Edits one_root = {
    {"bus.c", "struct dax_region *alloc_dax_region(",
     "static struct resource all = DEFINE_RES_MEM_NAMED(0, -1, \"all\");\n\n"
     "struct dax_region *alloc_dax_region("},
    {"bus.c", "\tdev_set_drvdata(parent, dax_region);\n",
     "\tif (request_resource(&all, &dax_region->res)) {\n\t\tkfree(dax_region);\n"
     "\t\treturn NULL;\n\t}\n\tdev_set_drvdata(parent, dax_region);\n"},
    {"bus.c", "\t\tdev_set_drvdata(parent, NULL);\n",
     "\t\tdev_set_drvdata(parent, NULL);\n\t\trelease_resource(&dax_region->res);\n"},
    {"bus.c", "\tdev_set_drvdata(dax_region->dev, NULL);\n",
     "\tdev_set_drvdata(dax_region->dev, NULL);\n\trelease_resource(&dax_region->res);\n"},
};

class ARevision : public ::testing::TestWithParam<Revision> {};

TEST_P(ARevision, IsCheckedAsWhatItIs) {
  const auto ended = run(GetParam().edits);
  EXPECT_NE(ended.out.find("the tree: dynamic regions, extents " + GetParam().says + "\n"),
            std::string::npos)
      << ended.out << ended.err;
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_EQ(ended.out.find("not checked:"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("check: 400 traces"), std::string::npos) << ended.out << ended.err;
}

const std::string as_in_the_sample =
    "a group at a time by dax_region_add_resources(region, specs, nr, tag), sequence base 1";

INSTANTIATE_TEST_SUITE_P(
    With, ARevision,
    ::testing::Values(
        Revision{
            "AGroupOfOtherNames", renamed_group,
            "a group at a time by dax_region_add_resources(region, nr, specs), sequence base 0"},
        Revision{"ReferencesAndCallbacksOfNewerKernels",
                 joined(counted_by_references, callbacks_of_newer_kernels), as_in_the_sample},
        Revision{"CallbacksOfOlderKernels", callbacks_of_older_kernels, as_in_the_sample},
        Revision{"RegionsAndDriversOfOlderKernels", regions_of_older_kernels, as_in_the_sample},
        Revision{"OneResourceForAllRegions", one_root,
                 as_in_the_sample + "\nnot asked, as the engine says that it cannot: seq-base 0; "
                                    "regions that end at 2^64"}),
    [](const auto& info) { return std::string(info.param.name); });

const std::string start = "\treturn bus_register(&dax_bus_type);";

void expect_refused(const Edits& edits, const std::string& says) {
  const auto ended = run(edits);
  EXPECT_EQ(ended.status, 2) << ended.out << ended.err;
  EXPECT_NE(ended.err.find(says), std::string::npos) << ended.err;
}

// Nothing says with how many extents a tag was offered, so a lost one at its end goes unseen (T3).
TEST(Revisions, OfExtentsOneAtATimeAreCheckedAndHaveTheirFault) {
  const auto ended = run(one_at_a_time);
  EXPECT_NE(ended.out.find("one at a time by dax_region_add_resource(region, dev, seq, start, "
                           "length, *tag), sequence base 1\n"),
            std::string::npos)
      << ended.out << ended.err;
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("FAIL T3"), std::string::npos) << ended.out;
}

TEST(Revisions, WithOtherNamesAndOtherPlacesForExtentsAreCheckedButForWhatIsNotSeen) {
  const auto ended = run(renamed_calls);
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("a group at a time by dax_online_extents(region, specs, nr, tag), "
                           "sequence base 1\nengine: not checked: struct dax_dc_extent, as none is "
                           "the drvdata of its extent's device"),
            std::string::npos)
      << ended.out << ended.err;
  EXPECT_NE(ended.out.find("check: 400 traces"), std::string::npos) << ended.out;
}

// What adds extents, in a file and a header of its own, and a region that is not made says why.
TEST(Revisions, WithExtentsInAFileOfTheirOwnAreChecked) {
  const std::string signature =
      "int dax_region_bring_in(struct dax_region *dax_region, const struct dax_resource_spec "
      "*specs, "
      "unsigned int nr, const uuid_t *tag)";
  const std::string add =
      "int dax_region_add_resources(struct dax_region *dax_region, const struct "
      "dax_resource_spec *specs, unsigned int nr, const uuid_t *tag)";
  const Edits moved = {
      {"bus.h", "int dax_region_add_resources(", "", ");"},
      {"bus.c", "\t\treturn NULL;\n\tdax_region = kz",
       "\t\treturn ERR_PTR(-EBUSY);\n\tdax_region = kz"},
      {"extent.h", "dax_region_add_resources", "dax_region_bring_in"},
      {"extent.h", "int dax_region_bring_in(", signature + ";\n\n" + signature, "tag)"},
      {"dc.c", "",
       "#include \"bus.h\"\n#include \"dax-private.h\"\n" + signature + ";\n\n" + add +
           "\n{\n\treturn dax_region_bring_in(dax_region, specs, nr, tag);\n}\n"}};
  const auto ended = run(moved);
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("extents " + as_in_the_sample), std::string::npos)
      << ended.out << ended.err;
}

// A group of 65,536 would take minutes there. That of the sample is offered.
TEST(Revisions, InWhichEachExtentLooksAtAllOthersAreOfferedNoGroupOfAllNumbers) {
  const std::string says = "not checked: groups of as many extents as there are numbers";
  const std::string loop = "\tfor (unsigned int i = 0; i < group->count; i++) {\n";
  const auto ended = run({{"claim.h", loop,
                           loop + "\t\tfor (unsigned int j = 0; j < i; j++)\n\t\t\tif "
                                  "(group->extents[j] == group->extents[i])\n\t\t\t\t"
                                  "return -EINVAL;\n"}});
  EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
  EXPECT_NE(ended.out.find(says), std::string::npos) << ended.out;
  EXPECT_EQ(run({}).out.find(says), std::string::npos);
}

// The middle of the series.
TEST(Revisions, WithoutClaimsAreNotAskedForAny) {
  const auto none = run({{"attributes.h", "\t&dev_attr_uuid.attr,\n", ""}});
  EXPECT_EQ(none.status, 3) << none.out << none.err;
  EXPECT_NE(none.out.find("NOT CHECKED: claims, as a device has no file uuid;"), std::string::npos)
      << none.out;
  const auto refused =
      run({{"attributes.h", "\trc = is_dynamic(", "\treturn -EOPNOTSUPP;\n\trc = is_dynamic("}});
  EXPECT_EQ(refused.status, 3) << refused.out << refused.err;
  EXPECT_NE(refused.out.find("a device of a dynamic region refuses any uuid with -EOPNOTSUPP"),
            std::string::npos)
      << refused.out;
}

TEST(Revisions, WithAUuidForDynamicRegionsAloneAreAskedForClaims) {
  const std::string others =
      "\tif (a == &dev_attr_uuid.attr && !is_dynamic(dax_region))\n\t\treturn 0";
  const auto ended = run({{"attributes.h", others + "444;", others + ";"}});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("FAIL V4"), std::string::npos) << ended.out;
  EXPECT_EQ(ended.out.find("cannot: write uuid"), std::string::npos) << ended.out;
}

TEST(Revisions, AreRefusedForWhatTheyUseOfAHeaderThatTheShimsLack) {
  expect_refused(
      {{"bus.c", "#include \"bus.h\"", "#include <linux/of_no_use.h>\n#include \"bus.h\""},
       {"bus.c", start, "\tuse_it();\n" + start}},
      "function use_it  used at drivers/dax/bus.c:");
}

TEST(Revisions, WithAnUnknownWayToAddExtentsAreSaidToGoWithoutThem) {
  const Edits another_argument = {
      {"*", "dax_region_add_resources(struct dax_region *dax_region,",
       "dax_region_add_extents(struct dax_region *dax_region, void (*done)(void),"}};
  const auto ended = run(another_argument);
  EXPECT_EQ(ended.status, 3) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("NOT CHECKED: dynamic regions. The tree has them (dc_ops at "
                           "drivers/dax/bus.c:"),
            std::string::npos)
      << ended.out << ended.err;
  EXPECT_NE(ended.out.find("extents are added by: int dax_region_add_extents("), std::string::npos)
      << ended.out;
  EXPECT_NE(ended.out.find("No offer, release or claim is run"), std::string::npos) << ended.out;
}

TEST(Revisions, WithAnUnknownWayToMakeARegionAreRefused) {
  expect_refused({{"*", "alloc_dax_region(struct device *parent",
                   "alloc_dax_region(void *cookie, struct device *parent"}},
                 "does not know how alloc_dax_region is used here");
}

TEST(Revisions, WithACallbackThatFitsNoReleaseAreRefused) {
  expect_refused({{"driver.h", "dax_bus_match(struct device *dev, const struct device_driver *drv)",
                   "dax_bus_match(struct device *dev, long drv)"},
                  {"driver.h", "to_dax_drv(drv)", "to_dax_drv((void *)drv)"}},
                 "incompatible pointer type");
}

TEST(ATreeThatDiesWhileItIsLoaded, IsRefusedWithOneSentence) {
  expect_refused({{"bus.c", "int __init",
                   "extern void exit(int);\nstatic __attribute__((constructor)) void early(void)\n"
                   "{\n\texit(3);\n}\n\nint __init"}},
                 "exits with status 3 while it is loaded");
  expect_refused(
      {{"bus.c", start, "\tfor (;;)\n\t\tbarrier();\n"}},
      "the tree's DAX bus cannot be started with one plain region: it does not come to an end");
}

TEST(ATreeThatDiesAtTheFirstClaim, IsRunAllTheSameAndFoundOut) {
  const auto ended = run({{"claim.h", "\tdevice_for_each_child(parent, &group, count_member);",
                           "\t*(volatile int *)8 = 1;"}});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  EXPECT_NE(ended.out.find("no sequence base found, both are tried; the claim of two extents from "
                           "0: bad address: writes 4 bytes at 8,"),
            std::string::npos)
      << ended.out;
}

TEST(ATreeThatReadsWhatItFreed, IsToldOfWithItsLines) {
  const std::string take = "\tACQUIRE(rwsem_write_kill, create)(&dax_create_rwsem);";
  const auto ended = run({{"bus.c", take,
                           "\tchar *gone = kzalloc(1, GFP_KERNEL);\n\tkfree(gone);\n"
                           "\tif (gone && *(volatile char *)gone)\n\t\treturn -EIO;\n" +
                               take}});
  EXPECT_EQ(ended.status, 1) << ended.out << ended.err;
  const auto said = std::regex_replace(ended.out, std::regex("\\s+"), " ");
  const std::regex says(
      "use after free: reads 1 bytes at 0 of an object of 1 bytes, in bus\\.c:[0-9]+; "
      "allocated in bus\\.c:[0-9]+, freed in bus\\.c:[0-9]+");
  EXPECT_TRUE(std::regex_search(said, says)) << ended.out;
}

}  // namespace
}  // namespace claimcheck::command
