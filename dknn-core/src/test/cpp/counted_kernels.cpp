// The sources of the shipped library once more, with a kernel that counts its calls. It shows that FAISS itself calls
// the kernels of dknn_kernels.h. Java calls it through org.dknn.index.faiss.CountedKernels.

#include "../../main/cpp/dknn_faiss.cpp"

#include <jni.h>

#include <atomic>

namespace {

std::atomic<int64_t> calls{0};

float counted(const float* x, const float* y, size_t d) {
    calls++;
    return dknn::kernels::kernel<dknn::kernels::Difference>(dknn::kernels::used)(x, y, d);
}

std::vector<float> floats(JNIEnv* env, jfloatArray array) {
    std::vector<float> values(env->GetArrayLength(array));
    env->GetFloatArrayRegion(array, 0, static_cast<jsize>(values.size()), values.data());
    return values;
}

} // namespace

extern "C" JNIEXPORT jlong JNICALL Java_org_dknn_index_faiss_CountedKernels_search(
        JNIEnv* env, jclass, jstring description, jfloatArray vectors, jfloatArray query, jint k) {
    std::vector<float> all = floats(env, vectors);
    std::vector<float> one = floats(env, query);
    const char* chars = env->GetStringUTFChars(description, nullptr);
    std::unique_ptr<faiss::Index> index(dknn::make_index(static_cast<int>(one.size()), chars, 64, 64));
    env->ReleaseStringUTFChars(description, chars);
    int64_t n = static_cast<int64_t>(all.size() / one.size());
    index->train(n, all.data());
    index->add(n, all.data());
    std::vector<float> distances(k);
    std::vector<int64_t> labels(k);
    dknn::kernels::difference = counted;
    calls = 0;
    dknn::search(index.get(), 1, one.data(), k, 64, 64, distances.data(), labels.data());
    return calls;
}

extern "C" JNIEXPORT jfloat JNICALL Java_org_dknn_index_faiss_CountedKernels_distance(
        JNIEnv* env, jclass, jint level, jfloatArray x, jfloatArray y) {
    std::vector<float> first = floats(env, x);
    std::vector<float> second = floats(env, y);
    auto kernel = dknn::kernels::kernel<dknn::kernels::Difference>(static_cast<dknn::kernels::Level>(level));
    return kernel(first.data(), second.data(), first.size());
}
